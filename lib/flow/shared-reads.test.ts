import { describe, expect, it } from 'vitest';
import { createManualClock } from '#engine/core/manual-clock';
import { createSharedReads } from './shared-reads.ts';

function counting() {
  const clock = createManualClock();
  let loads = 0;
  const reads = createSharedReads<number>({ clock, ttlMs: 1500 });
  return { clock, reads, load: async () => (loads += 1), loads: () => loads };
}

function fail(): Promise<number> {
  return Promise.reject(new TypeError('down'));
}

describe('createSharedReads', () => {
  it('reads once for all who ask while it is under way, and until it is stale', async () => {
    const { clock, reads, load, loads } = counting();
    expect(await Promise.all([reads.read('a', load), reads.read('a', load)])).toEqual([1, 1]);
    await clock.advance(1499);
    expect(await reads.read('a', load)).toBe(1);
    await clock.advance(1);
    expect(await reads.read('a', load)).toBe(2);
    expect(loads()).toBe(2);
  });

  it('reads once in each period, however many ask and whenever in it', async () => {
    const { clock, reads, load, loads } = counting();
    for (let step = 0; step < 60; step += 1) {
      await reads.read('a', load);
      await clock.advance(100);
    }
    expect(loads()).toBe(4);
  });

  it('keeps keys apart and forgets on demand, also while a read is under way', async () => {
    const { reads, load } = counting();
    const first = reads.read('a', load);
    reads.forget('a');
    expect(await Promise.all([first, reads.read('a', load), reads.read('b', load)])).toEqual([1, 2, 3]);
    expect(await reads.read('a', load)).toBe(2);
  });

  it('hands a failure to all who wait, then tries again', async () => {
    const { reads, load } = counting();
    const both = await Promise.allSettled([reads.read('a', fail), reads.read('a', load)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await reads.read('a', load)).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import type { Clock } from '#lib/clock';
import { createRate } from './rate.ts';

/** A clock that only its own waits move on. */
function waitingClock(): Clock & { waits: number[]; passMs(ms: number): void } {
  let nowMs = 1_000_000;
  const waits: number[] = [];
  return {
    waits,
    passMs: (ms) => void (nowMs += ms),
    nowMs: () => nowMs,
    wait: (ms) => {
      waits.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
  };
}

const { signal } = new AbortController();

describe('a rate', () => {
  it('lets the first through at once and spreads the others over the second', async () => {
    const clock = waitingClock();
    const rate = createRate(clock, 20);
    for (let batch = 0; batch < 4; batch += 1) await rate.take(10, signal);
    expect(clock.waits).toEqual([500, 500, 500]);
  });

  it('does not make up for what was not used', async () => {
    const clock = waitingClock();
    const rate = createRate(clock, 10);
    await rate.take(10, signal);
    clock.passMs(60_000);
    await rate.take(10, signal);
    await rate.take(10, signal);
    expect(clock.waits).toEqual([1000]);
  });

  it('keeps its number over takers that come at once', async () => {
    const clock = waitingClock();
    const asked: number[] = [];
    const rate = createRate({ ...clock, wait: (ms) => Promise.resolve(void asked.push(ms)) }, 100);
    await Promise.all(Array.from({ length: 5 }, () => rate.take(10, signal)));
    expect(asked).toEqual([100, 200, 300, 400]);
  });

  it('waits for nothing without a number', async () => {
    const clock = waitingClock();
    const rate = createRate(clock, null);
    for (let batch = 0; batch < 100; batch += 1) await rate.take(10, signal);
    expect(clock.waits).toEqual([]);
  });
});

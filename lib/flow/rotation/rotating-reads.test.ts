import { describe, expect, it } from 'vitest';
import type { Clock } from '#lib/clock';
import { createRotatingReads } from './rotating-reads.ts';

const names = (count: number) => Array.from({ length: count }, (_, index) => `q${index}`);

/** A clock whose waits end when the test says so. */
function createSteppedClock() {
  const waiting: (() => void)[] = [];
  const clock: Clock = { nowMs: () => 0, wait: () => new Promise((resolve) => waiting.push(resolve)) };
  return {
    clock,
    async step() {
      waiting.splice(0).forEach((end) => end());
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function createReads(options: { urgent?: string[]; perRound?: number; firstPerSecond?: number } = {}) {
  const { urgent = [], perRound = 4, firstPerSecond = 6 } = options;
  const { clock, step } = createSteppedClock();
  const read: string[] = [];
  const load = async (key: string) => {
    read.push(key);
    return key;
  };
  const isUrgent = (key: string) => urgent.includes(key);
  const reads = createRotatingReads<string>({ clock, perRound, firstPerSecond, isUrgent });
  return {
    reads,
    step,
    round: (keys: string[]) => reads.round(keys, load),
    /** What was read since the last call. */
    taken: () => read.splice(0),
  };
}

describe('createRotatingReads', () => {
  it('reads everything in each round while that is within the bound', async () => {
    const { round, taken } = createReads();
    for (const _ of [1, 2]) {
      expect([...(await round(names(4))).keys()]).toEqual(names(4));
      expect(taken().toSorted()).toEqual(names(4));
    }
  });

  it('reads what was never read by the second until all are known, whoever asks meanwhile', async () => {
    const { round, step, taken } = createReads();
    expect((await round(names(15))).size).toBe(6);
    taken();
    await round(names(15));
    expect(taken()).toEqual([]);
    await step();
    expect(taken()).toEqual(names(12).slice(6));
    await step();
    expect((await round(names(15))).size).toBe(15);
    expect(taken()).toEqual(names(15).slice(12));
    await step();
    await round(names(15));
    expect(taken()).toHaveLength(4);
  });

  it('gives every key its turn, and urgent ones more of them', async () => {
    const { round, step, taken } = createReads({ urgent: ['q1', 'q2', 'q3'], firstPerSecond: 100 });
    await round(names(10));
    await step();
    taken();
    const counts = new Map<string, number>();
    for (let index = 0; index < 10; index += 1) {
      await round(names(10));
      const keys = taken();
      expect(keys).toHaveLength(4);
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    expect(counts.get('q1')).toBeGreaterThan(counts.get('q9') ?? Infinity);
  });

  it('spends half of a round on urgent ones at most, however many there are', async () => {
    const urgent = names(10).slice(0, 8);
    const { round, step, taken } = createReads({ urgent, firstPerSecond: 100 });
    await round(names(10));
    await step();
    taken();
    for (let index = 0; index < 5; index += 1) await round(names(10));
    expect(taken()).toEqual(expect.arrayContaining(['q8', 'q9']));
  });

  it('reads what was marked first, also while others are read for the first time', async () => {
    const { reads, round, taken } = createReads();
    await round(names(20));
    taken();
    reads.mark('q5');
    await round(names(20));
    expect(taken()).toEqual(['q5']);
    await round(names(20));
    expect(taken()).toEqual([]);
  });

  it('forgets what is not asked for any more', async () => {
    const { round, taken } = createReads();
    await round(names(3));
    await round(['q0']);
    taken();
    expect([...(await round(['q0', 'q1'])).keys()]).toEqual(['q0', 'q1']);
  });

  it('passes a failure on, and what was marked stays so', async () => {
    const { reads, round, taken } = createReads();
    await round(names(6));
    reads.mark('q3');
    await expect(reads.round(names(6), () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    taken();
    await round(names(6));
    expect(taken()[0]).toBe('q3');
  });
});

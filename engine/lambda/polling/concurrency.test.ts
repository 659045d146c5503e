import { beforeEach, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../../core/manual-clock.ts';
import { type Concurrency, createConcurrency } from './concurrency.ts';

let clock: ManualClock;
let concurrency: Concurrency;
beforeEach(() => {
  clock = createManualClock();
  concurrency = createConcurrency({ clock });
});

/** A minute in which every batch that is allowed runs, looked at as often as a batch ends. */
const saturate = async (forMs: number) => {
  for (let passedMs = 0; passedMs <= forMs; passedMs += 50) {
    concurrency.saturated();
    await clock.advance(50);
  }
};

it('starts at five and grows by 300 a minute while all are in use', async () => {
  expect(concurrency.limit(1000)).toBe(5);
  await saturate(60_000);
  expect(concurrency.limit(1000)).toBe(305);
});

it('never exceeds the maximum, and goes on from there when that is raised', async () => {
  await saturate(10_000);
  expect(concurrency.limit(20)).toBe(20);
  expect(concurrency.limit(1000)).toBe(20);
});

it('stays where it is while not all are in use', async () => {
  await clock.advance(60_000);
  concurrency.saturated();
  expect(concurrency.limit(1000)).toBe(5);
});

it('halves when the function is in trouble, down to two', () => {
  const seen = [1, 2, 3].map(() => {
    concurrency.troubled();
    return concurrency.limit(1000);
  });
  expect(seen).toEqual([2, 2, 2]);
});

it('idles down to two', () => {
  concurrency.idle();
  expect(concurrency.limit(1000)).toBe(2);
});

import { expect, it } from 'vitest';

import { createManualClock } from './manual-clock.ts';

it('rings in order of time, each at its own time, and no later one', async () => {
  const clock = createManualClock(1000);
  const rung: [string, number][] = [];
  const at = (name: string, atMs: number) => clock.at(atMs, () => rung.push([name, clock.nowMs()]));
  at('late', 1300);
  at('early', 1100);
  at('never', 1401);
  await clock.advance(400);
  expect(rung).toEqual([
    ['early', 1100],
    ['late', 1300],
  ]);
  expect(clock.nowMs()).toBe(1400);
});

it('runs a timer of the past at once, but not before `at` has returned', async () => {
  const clock = createManualClock(1000);
  let rung = false;
  clock.at(0, () => (rung = true));
  expect(rung).toBe(false);
  await clock.advance(0);
  expect(rung).toBe(true);
});

it('sees timers that are set while time passes, even after an await', async () => {
  const clock = createManualClock(0);
  const rungAtMs: number[] = [];
  clock.at(10, () => {
    void Promise.resolve().then(() => clock.at(20, () => rungAtMs.push(clock.nowMs())));
  });
  await clock.advance(30);
  expect(rungAtMs).toEqual([20]);
});

it('never rings what was cancelled', async () => {
  const clock = createManualClock(0);
  let rung = 0;
  const timer = clock.at(10, () => (rung += 1));
  timer.cancel();
  timer.cancel();
  await clock.advance(20);
  expect(rung).toBe(0);
});

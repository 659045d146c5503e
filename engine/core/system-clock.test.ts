import { expect, it, vi } from 'vitest';

import { createSystemClock } from './system-clock.ts';

it('rings at the time asked for, not before', async () => {
  const clock = createSystemClock();
  const dueMs = clock.nowMs() + 5;
  const rungAtMs = await new Promise<number>((resolve) => clock.at(dueMs, () => resolve(clock.nowMs())));
  expect(rungAtMs).toBeGreaterThanOrEqual(dueMs);
});

it('does not ring a timer of a month ahead at once, although Node would', async () => {
  const clock = createSystemClock();
  let rung = false;
  const month = clock.at(clock.nowMs() + 31 * 86_400_000, () => (rung = true));
  await new Promise<void>((resolve) => clock.at(clock.nowMs() + 20, () => resolve()));
  month.cancel();
  expect(rung).toBe(false);
});

it('waits on when Node calls too early', async () => {
  const clock = createSystemClock();
  const dueMs = clock.nowMs() + 20;
  const delays: number[] = [];
  const { setTimeout: real } = globalThis;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((task: () => void, delayMs: number) => {
    delays.push(delayMs);
    return real(task, delays.length === 1 ? 0 : delayMs);
  }) as typeof real);
  const rungAtMs = await new Promise<number>((resolve) => clock.at(dueMs, () => resolve(clock.nowMs())));
  expect(rungAtMs).toBeGreaterThanOrEqual(dueMs);
  expect(delays.length).toBeGreaterThan(1);
});

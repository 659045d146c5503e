import { expect, it } from 'vitest';

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

import { expect, it } from 'vitest';
import { runCrashRounds } from './rounds.ts';

/** The long run is `npm run crash`. */
it('loses nothing and brings nothing back over six kills', { timeout: 60_000 }, async () => {
  const report = await runCrashRounds({ rounds: 6, seed: 20_261_123 });
  expect(report.violations).toEqual([]);
  // The kills must have hit something, or nothing was proved.
  expect(report.requestsCut).toBeGreaterThan(10);
  expect(report.sent).toBeGreaterThan(100);
  expect(report.deleted).toBeGreaterThan(10);
  expect(report.drained).toBeGreaterThan(100);
});

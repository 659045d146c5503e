import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

/** The long run is `npm run fuzz`. */
it(
  'answers any bytes as AWS would, or not at all, and serves everybody else',
  { timeout: 60_000 },
  async () => {
    const report = await fuzz({ lastsMs: 6_000, seed: 20_261_124 });
    expect(report.violations).toEqual([]);
    // It must have tried enough of everything, or nothing was proved.
    expect(Math.min(...Object.values(report.attacks))).toBeGreaterThanOrEqual(5);
    expect(report.bystanderRounds).toBeGreaterThan(10);
    expect(report.statuses[200]).toBeGreaterThan(10);
    expect(report.statuses[400]).toBeGreaterThan(50);
  },
);

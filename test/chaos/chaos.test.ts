import { expect, it } from 'vitest';
import { DELETE_POINTS, type KillPoint, nameOf, ORDER_POINTS } from './plan/kill-points.ts';
import { createPlan, type RoundPlan } from './plan/plan.ts';
import { runChaosRounds } from './rounds.ts';

/** Seeds of a round on a standard queue, on a FIFO queue, and of a deletion. */
const [STANDARD, FIFO, DELETION] = [1002, 1001, 1004] as const;

/** Nothing that ends the job early, so that each of the kills finds its moment. */
function planOf(seed: number, points: readonly KillPoint[]): RoundPlan {
  return {
    ...createPlan(seed),
    selection: 'all',
    edit: null,
    stages: null,
    ratePerSecond: null,
    controls: [],
    faultRate: 0.06,
    kills: points.map((point) => ({ ...point, nth: 1 })),
  };
}

/** The long run is `npm run chaos`. */
it(
  'loses nothing and doubles nothing silently, killed at every step of the order',
  { timeout: 600_000 },
  async () => {
    const half = ORDER_POINTS.length / 2;
    const snapshots = DELETE_POINTS.filter(({ step }) => step === 'snapshot');
    const plans = [
      planOf(STANDARD, ORDER_POINTS.slice(0, half)),
      planOf(FIFO, ORDER_POINTS.slice(half)),
      planOf(DELETION, snapshots),
    ];
    const report = await runChaosRounds({ plans });
    expect(report.broken).toEqual([]);
    // The kills must have hit every gap, and faults something, or nothing was proved.
    const points = [...ORDER_POINTS, ...snapshots].map(nameOf);
    expect(Object.keys(report.killsByPoint)).toEqual(expect.arrayContaining(points));
    expect(report.faults).toBeGreaterThan(10);
    expect(report.moved).toBeGreaterThan(50);
  },
);

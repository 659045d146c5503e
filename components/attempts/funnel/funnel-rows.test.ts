import { describe, expect, it } from 'vitest';
import { funnel, step } from '#test/factories/readings/retries';
import { toFunnelRows } from './funnel-rows.ts';

describe('toFunnelRows', () => {
  it('draws every step and the dead to the scale of the longest', () => {
    const { rows, ended, diedWidth } = toFunnelRows(
      funnel([step('1', 200, 50), step('2', 50, 20), step('3', 20, 10)], { died: 10 }),
    );
    expect(rows.map(({ cameWidth, succeededWidth }) => [cameWidth, succeededWidth])).toEqual([
      [100, 75],
      [25, 15],
      [10, 5],
    ]);
    expect(diedWidth).toBe(5);
    expect(ended).toBe(200);
  });

  it('counts only successes as ended where nobody knows the dead', () => {
    expect(toFunnelRows(funnel([step('1', 5, 3)], { died: null })).ended).toBe(2);
  });

  it('has room for more dead than attempts: windows cut through the lives of messages', () => {
    const { rows, diedWidth } = toFunnelRows(funnel([step('1', 2, 0)], { died: 8 }));
    expect([rows[0]?.cameWidth, diedWidth]).toEqual([25, 100]);
  });

  it('marks attempts beyond the limit: their messages were redriven', () => {
    const { rows } = toFunnelRows(funnel([step('3', 1, 1), step('4', 1, 0)], { maxReceiveCount: 3 }));
    expect(rows.map(({ afterRedrive }) => afterRedrive)).toEqual([false, true]);
  });

  it('says why the dead are not known', () => {
    const why = (maxReceiveCount: number | null, died: number | null = null) =>
      toFunnelRows(funnel([step('1', 1, 1)], { maxReceiveCount, died })).diedUnknown;
    expect(why(null)).toContain('until it expires');
    expect(why(10)).toContain('counted together');
    expect(why(9)).toContain('not counted');
    expect(why(9, 0)).toBeNull();
  });
});

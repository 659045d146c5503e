import { describe, expect, it } from 'vitest';
import type { QueueMetrics } from '#lib/metrics/types';
import { closedPeriods, countTicks, isEmpty, timeTicks, toDepthPoints, toPoints } from './chart-data.ts';

const none = [null, null, null];
const metrics: QueueMetrics = {
  periodSeconds: 60,
  timestampsMs: [0, 60_000, 120_000],
  series: {
    visible: [5, null, 7],
    inFlight: none,
    delayed: none,
    sent: [1, null, 3],
    received: none,
    deleted: none,
    oldestAgeSeconds: none,
    deadLetters: none,
  },
  attempts: [],
  died: null,
  deadLetterAgeSeconds: null,
  error: null,
  readAtMs: 150_000,
};

describe('chart data', () => {
  it('keeps a gap a gap', () => {
    expect(toPoints(metrics, ['sent']).map(({ sent }) => sent)).toEqual([1, null, 3]);
    expect(isEmpty(toPoints(metrics, ['received']), ['received'])).toBe(true);
    expect(isEmpty([{ atMs: 0, sent: 0 }], ['sent'])).toBe(false);
  });

  it('takes the desk’s own samples from where they begin', () => {
    const points = toDepthPoints(metrics, [{ atMs: 90_000, visible: 9, inFlight: 1, delayed: 0 }]);
    expect(points.map(({ atMs, visible }) => [atMs, visible])).toEqual([
      [0, 5],
      [60_000, null],
      [90_000, 9],
    ]);
  });

  it('leaves out the minute that is still going on', () => {
    expect(closedPeriods(toPoints(metrics, ['sent']), metrics).map(({ atMs }) => atMs)).toEqual([0, 60_000]);
  });

  it.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [46, [0, 20, 40, 60]],
    [2147, [0, 1000, 2000, 3000]],
  ])('labels counts up to %d', (most, ticks) => {
    expect(countTicks(most)).toEqual(ticks);
  });

  it('labels few and round times within the window', () => {
    const hour = 3_600_000;
    const ticks = timeTicks(hour + 61_000, 2 * hour + 61_000);
    expect(ticks.length).toBeGreaterThan(3);
    expect(ticks.length).toBeLessThan(8);
    expect(ticks.every((tick) => tick % 600_000 === 0 && tick >= hour + 61_000)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { metricsTtlMs } from './metrics-ttl.ts';
import { metricsWindow } from './window.ts';

describe('metricsWindow', () => {
  it.each([
    [5, 60, 5],
    [60, 60, 60],
    [180, 60, 180],
    [1440, 600, 144],
    [20_160, 7200, 168],
  ])('cuts %i minutes into periods of %i seconds', (minutes, periodSeconds, points) => {
    const nowMs = Date.UTC(2026, 0, 1, 12, 34, 56);
    const window = metricsWindow(minutes, nowMs);
    expect(window.periodSeconds).toBe(periodSeconds);
    expect(window.timestampsMs).toHaveLength(points);
    expect(window.timestampsMs[0]).toBe(window.startMs);
    expect(window.timestampsMs.every((at) => at % (periodSeconds * 1000) === 0)).toBe(true);
    expect(window.endMs).toBeGreaterThan(nowMs);
    expect(window.timestampsMs.at(-1)).toBeLessThanOrEqual(nowMs);
  });
});

describe('metricsTtlMs', () => {
  it('is a minute unless told', () => {
    expect(metricsTtlMs({})).toBe(60_000);
    expect(metricsTtlMs({ REDRIVE_METRICS_TTL_SECONDS: '5' })).toBe(5000);
    expect(metricsTtlMs({ REDRIVE_METRICS_TTL_SECONDS: '0' })).toBe(60_000);
    expect(metricsTtlMs({ REDRIVE_METRICS_TTL_SECONDS: 'often' })).toBe(60_000);
  });
});

import { CLOUDWATCH_LIMITS } from '../limits.ts';
import { mergeBuckets, type Bucket } from './bucket.ts';
import type { Metric } from './metric-store.ts';
import type { Statistic } from './statistic.ts';

/** Value by start of its period in epoch ms, oldest first. A period without data has no entry. */
export type Points = ReadonlyMap<number, number>;

/** `startMs` inclusive, `endMs` exclusive; points lie on multiples of `stepMs`. */
export interface TimeRange {
  startMs: number;
  endMs: number;
  stepMs: number;
}

/**
 * The range whose points a request sees: its start is rounded down to a whole period, and it ends where nothing can
 * be stored. Periods below a minute are answered on whole minutes, the finest grain that is stored.
 */
export function alignRange(input: {
  startMs: number;
  endMs: number;
  periodSeconds: number;
  nowMs: number;
}): TimeRange {
  const { grainMs, retentionMs, datumFutureMs } = CLOUDWATCH_LIMITS;
  const stepMs = Math.max(input.periodSeconds * 1000, grainMs);
  const startMs = Math.floor(Math.max(input.startMs, input.nowMs - retentionMs) / stepMs) * stepMs;
  return { startMs, endMs: Math.min(input.endMs, input.nowMs + datumFutureMs), stepMs };
}

/** One value per period that has data. Without `unit`, samples of every unit count. */
export function readPoints(input: {
  metric: Metric;
  range: TimeRange;
  statistic: Statistic;
  unit?: string | undefined;
}): Points {
  const { metric, range, statistic, unit } = input;
  const { grainMs } = CLOUDWATCH_LIMITS;
  const series = [...metric.series].filter(([name]) => unit === undefined || name === unit);
  const lastMs = Math.min(range.endMs, metric.lastDatumAtMs + 1);
  const points = new Map<number, number>();

  for (let periodMs = range.startMs; periodMs < lastMs; periodMs += range.stepMs) {
    const buckets: Bucket[] = [];
    const untilMs = Math.min(periodMs + range.stepMs, lastMs);
    for (let minuteMs = periodMs; minuteMs < untilMs; minuteMs += grainMs) {
      for (const [, byMinute] of series) {
        const bucket = byMinute.get(minuteMs / grainMs);
        if (bucket) buckets.push(bucket);
      }
    }
    const merged = mergeBuckets(buckets);
    const value = merged && statistic(merged);
    if (value !== undefined) points.set(periodMs, value);
  }
  return points;
}

import { CLOUDWATCH_LIMITS, MINUTE_TIER, SECOND_TIER, TIERS } from '../limits.ts';
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

/** The range whose points a request sees: its start is rounded down to a whole period, its ends to where data can be. */
export function alignRange(input: {
  startMs: number;
  endMs: number;
  periodSeconds: number;
  nowMs: number;
}): TimeRange {
  const stepMs = input.periodSeconds * 1000;
  const kept = TIERS.filter(({ grainMs }) => answers(grainMs, stepMs)).map(({ retentionMs }) => retentionMs);
  const startMs = Math.floor(Math.max(input.startMs, input.nowMs - Math.max(...kept)) / stepMs) * stepMs;
  return { startMs, endMs: Math.min(input.endMs, input.nowMs + CLOUDWATCH_LIMITS.datumFutureMs), stepMs };
}

/**
 * One value per period that has data. Without `unit`, samples of every unit count. What is kept in coarser grains than the
 * period asked for gives no points, and a period below a minute has those of high-resolution data only.
 */
export function readPoints(input: {
  metric: Metric;
  range: TimeRange;
  statistic: Statistic;
  unit?: string | undefined;
}): Points {
  const { metric, range, statistic, unit } = input;
  const { startMs, stepMs } = range;
  const endMs = Math.min(range.endMs, metric.lastDatumAtMs + 1);
  const byPeriod = new Map<number, Bucket[]>();

  for (const [name, byGrain] of metric.series) {
    if (unit !== undefined && name !== unit) continue;
    for (const [grainMs, slots] of byGrain) {
      if (!answers(grainMs, stepMs)) continue;
      for (const [atMs, bucket] of bucketsBetween(slots, grainMs, startMs, endMs)) {
        const periodMs = Math.floor(atMs / stepMs) * stepMs;
        const buckets = byPeriod.get(periodMs);
        if (buckets) buckets.push(bucket);
        else byPeriod.set(periodMs, [bucket]);
      }
    }
  }

  const points = new Map<number, number>();
  for (const periodMs of [...byPeriod.keys()].toSorted((left, right) => left - right)) {
    const merged = mergeBuckets(byPeriod.get(periodMs) ?? []);
    const value = merged && statistic(merged);
    if (value !== undefined) points.set(periodMs, value);
  }
  return points;
}

/** Seconds are kept beside the minutes that hold the same samples, so a period is answered from one or the other. */
function answers(grainMs: number, stepMs: number): boolean {
  const isFine = grainMs === SECOND_TIER.grainMs;
  return isFine ? stepMs < MINUTE_TIER.grainMs : stepMs % grainMs === 0;
}

/** Looks at every slot of the range or at every bucket there is, whichever is less. */
function* bucketsBetween(
  slots: ReadonlyMap<number, Bucket>,
  grainMs: number,
  startMs: number,
  endMs: number,
): Generator<[atMs: number, bucket: Bucket]> {
  const first = Math.ceil(startMs / grainMs);
  const end = Math.ceil(endMs / grainMs);
  if (slots.size < end - first) {
    for (const [slot, bucket] of slots) if (slot >= first && slot < end) yield [slot * grainMs, bucket];
    return;
  }
  for (let slot = first; slot < end; slot += 1) {
    const bucket = slots.get(slot);
    if (bucket) yield [slot * grainMs, bucket];
  }
}

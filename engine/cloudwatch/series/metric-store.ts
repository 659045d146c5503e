import type { Clock } from '../../core/clock.ts';
import { CLOUDWATCH_LIMITS, MINUTE_TIER, SECOND_TIER, TIERS } from '../limits.ts';
import { emptyBucket, mergeBuckets, type Bucket } from './bucket.ts';
import type { MetricDisk } from './metric-disk.ts';

export type Dimensions = Readonly<Record<string, string>>;

export interface MetricKey {
  namespace: string;
  name: string;
  dimensions: Dimensions;
}

/** Buckets of one grain, by slot: the start of the slot divided by the grain. */
type Slots = Map<number, Bucket>;

/** A metric: a namespace, a name and one combination of dimensions. */
export interface Metric extends MetricKey {
  /** Order of first appearance; never reused. */
  sequence: number;
  lastDatumAtMs: number;
  /** By unit, then by grain in ms. Different units of one metric are different series. */
  series: Map<string, Map<number, Slots>>;
}

export interface MetricStore {
  /**
   * The buckets that take a sample of that time: one of a minute, with `highResolution` one of a second as well. None when
   * the time lies outside the retention.
   */
  bucketsFor(key: MetricKey, unit: string, timestampMs: number, highResolution: boolean): readonly Bucket[];
  find(key: MetricKey): Metric | undefined;
  /** In order of first appearance. */
  list(): Iterable<Metric>;
  close(): void;
}

const NO_BUCKETS: readonly Bucket[] = [];

/** Metrics in buckets of a minute. An hourly sweep makes coarser ones of what is old, and drops what is too old. */
export function createMetricStore({ clock, disk }: { clock: Clock; disk: MetricDisk }): MetricStore {
  const metrics = new Set<Metric>();
  const byNamespace = new Map<string, Map<string, Map<string, Metric>>>();
  const dimensionKeys = new WeakMap<Dimensions, string>();
  let lastSequence = 0;

  // Publishers keep their dimension objects, so a lookup on the hot path builds no string.
  const dimensionKey = (dimensions: Dimensions) => {
    let key = dimensionKeys.get(dimensions);
    if (key === undefined) dimensionKeys.set(dimensions, (key = formatDimensionKey(dimensions)));
    return key;
  };

  const find = ({ namespace, name, dimensions }: MetricKey) =>
    byNamespace.get(namespace)?.get(name)?.get(dimensionKey(dimensions));

  const add = ({ namespace, name, dimensions }: MetricKey, sequence: number) => {
    const byName = getOrCreate(byNamespace, namespace, () => new Map<string, Map<string, Metric>>());
    const byDimensions = getOrCreate(byName, name, () => new Map<string, Metric>());
    lastSequence = Math.max(lastSequence, sequence);
    const metric: Metric = {
      sequence,
      namespace,
      name,
      dimensions: { ...dimensions },
      lastDatumAtMs: 0,
      series: new Map(),
    };
    byDimensions.set(dimensionKey(dimensions), metric);
    metrics.add(metric);
    return metric;
  };

  const create = (key: MetricKey) => {
    const metric = add(key, lastSequence + 1);
    disk.metricCreated(metric.sequence, metric);
    return metric;
  };

  const slotsOf = (metric: Metric, unit: string, grainMs: number): Slots => {
    const byGrain = getOrCreate(metric.series, unit, () => new Map<number, Slots>());
    return getOrCreate(byGrain, grainMs, () => new Map<number, Bucket>());
  };

  const bucketOf = (metric: Metric, unit: string, grainMs: number, timestampMs: number): Bucket => {
    const slot = Math.floor(timestampMs / grainMs);
    const bucket = getOrCreate(slotsOf(metric, unit, grainMs), slot, emptyBucket);
    disk.changing(bucket, { sequence: metric.sequence, unit, grainMs, slot });
    return bucket;
  };

  /** What is too old for its grain becomes part of the next coarser one, or is dropped. */
  const coarsen = (metric: Metric, nowMs: number) => {
    for (const [unit, byGrain] of metric.series) {
      for (const { grainMs, retentionMs, next } of TIERS) {
        const oldestSlot = Math.floor((nowMs - retentionMs) / grainMs);
        const slots = byGrain.get(grainMs) ?? new Map<number, Bucket>();
        for (const [slot, bucket] of slots) {
          if (slot >= oldestSlot) continue;
          slots.delete(slot);
          disk.removed({ sequence: metric.sequence, unit, grainMs, slot });
          if (next === undefined) continue;
          const target = bucketOf(metric, unit, next, slot * grainMs);
          Object.assign(target, mergeBuckets(target.count > 0 ? [target, bucket] : [bucket]), {
            isChanged: target.isChanged,
          });
        }
        if (slots.size === 0) byGrain.delete(grainMs);
      }
      if (byGrain.size === 0) metric.series.delete(unit);
    }
  };

  const sweep = () => {
    const nowMs = clock.nowMs();
    for (const metric of metrics) {
      coarsen(metric, nowMs);
      if (metric.series.size > 0) continue;
      metrics.delete(metric);
      byNamespace.get(metric.namespace)?.get(metric.name)?.delete(dimensionKey(metric.dimensions));
      disk.metricRemoved(metric.sequence);
    }
    timer = clock.at(nowMs + CLOUDWATCH_LIMITS.sweepMs, sweep);
  };
  let timer = clock.at(clock.nowMs() + CLOUDWATCH_LIMITS.sweepMs, sweep);

  const restore = () => {
    const bySequence = new Map<number, Metric>();
    const stored = [...disk.loadMetrics()].toSorted(([left], [right]) => left - right);
    for (const [sequence, key] of stored) bySequence.set(sequence, add(key, sequence));
    for (const [{ sequence, unit, grainMs, slot }, bucket] of disk.loadPoints()) {
      const metric = bySequence.get(sequence);
      if (!metric) continue;
      slotsOf(metric, unit, grainMs).set(slot, bucket);
      metric.lastDatumAtMs = Math.max(metric.lastDatumAtMs, slot * grainMs);
    }
  };
  restore();

  return {
    bucketsFor(key, unit, timestampMs, highResolution) {
      const ageMs = clock.nowMs() - timestampMs;
      if (ageMs > MINUTE_TIER.retentionMs) return NO_BUCKETS;
      const metric = find(key) ?? create(key);
      if (timestampMs > metric.lastDatumAtMs) metric.lastDatumAtMs = timestampMs;
      const minute = bucketOf(metric, unit, MINUTE_TIER.grainMs, timestampMs);
      if (!highResolution || ageMs > SECOND_TIER.retentionMs) return [minute];
      return [minute, bucketOf(metric, unit, SECOND_TIER.grainMs, timestampMs)];
    },
    find,
    list: () => metrics,
    close: () => timer.cancel(),
  };
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}

function formatDimensionKey(dimensions: Dimensions): string {
  const pairs = Object.entries(dimensions).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return pairs.map(([name, value]) => `${name}\u0000${value}`).join('\u0001');
}

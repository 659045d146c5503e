import type { Clock } from '../../core/clock.ts';
import { CLOUDWATCH_LIMITS } from '../limits.ts';
import { emptyBucket, type Bucket } from './bucket.ts';

export type Dimensions = Readonly<Record<string, string>>;

export interface MetricKey {
  namespace: string;
  name: string;
  dimensions: Dimensions;
}

/** A metric: a namespace, a name and one combination of dimensions. */
export interface Metric extends MetricKey {
  /** Order of first appearance; never reused. */
  sequence: number;
  lastDatumAtMs: number;
  /** By unit, then by minute since the epoch. Different units of one metric are different series. */
  series: Map<string, Map<number, Bucket>>;
}

export interface MetricStore {
  /** The bucket that takes a sample of that time; undefined when the time lies outside the retention. */
  bucketFor(key: MetricKey, unit: string, timestampMs: number): Bucket | undefined;
  find(key: MetricKey): Metric | undefined;
  /** In order of first appearance. */
  list(): Iterable<Metric>;
  close(): void;
}

/** Metrics in memory, one bucket a minute, fifteen days. What is older leaves in an hourly sweep. */
export function createMetricStore({ clock }: { clock: Clock }): MetricStore {
  const metrics = new Set<Metric>();
  const byNamespace = new Map<string, Map<string, Map<string, Metric>>>();
  const dimensionKeys = new WeakMap<Dimensions, string>();
  const oldestMs = () => clock.nowMs() - CLOUDWATCH_LIMITS.retentionMs;
  let sequence = 0;

  // Publishers keep their dimension objects, so a lookup on the hot path builds no string.
  const dimensionKey = (dimensions: Dimensions) => {
    let key = dimensionKeys.get(dimensions);
    if (key === undefined) dimensionKeys.set(dimensions, (key = formatDimensionKey(dimensions)));
    return key;
  };

  const find = ({ namespace, name, dimensions }: MetricKey) =>
    byNamespace.get(namespace)?.get(name)?.get(dimensionKey(dimensions));

  const create = ({ namespace, name, dimensions }: MetricKey) => {
    const byName = getOrCreate(byNamespace, namespace, () => new Map<string, Map<string, Metric>>());
    const byDimensions = getOrCreate(byName, name, () => new Map<string, Metric>());
    sequence += 1;
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

  const sweep = () => {
    const oldestMinute = Math.floor(oldestMs() / CLOUDWATCH_LIMITS.grainMs);
    for (const metric of metrics) {
      if (dropOld(metric, oldestMinute)) continue;
      metrics.delete(metric);
      byNamespace.get(metric.namespace)?.get(metric.name)?.delete(dimensionKey(metric.dimensions));
    }
    timer = clock.at(clock.nowMs() + CLOUDWATCH_LIMITS.sweepMs, sweep);
  };
  let timer = clock.at(clock.nowMs() + CLOUDWATCH_LIMITS.sweepMs, sweep);

  return {
    bucketFor(key, unit, timestampMs) {
      if (timestampMs < oldestMs()) return undefined;
      const metric = find(key) ?? create(key);
      if (timestampMs > metric.lastDatumAtMs) metric.lastDatumAtMs = timestampMs;
      const buckets = getOrCreate(metric.series, unit, () => new Map<number, Bucket>());
      return getOrCreate(buckets, Math.floor(timestampMs / CLOUDWATCH_LIMITS.grainMs), emptyBucket);
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

/** False when nothing of the metric is left. */
function dropOld(metric: Metric, oldestMinute: number): boolean {
  for (const [unit, buckets] of metric.series) {
    for (const minute of buckets.keys()) if (minute < oldestMinute) buckets.delete(minute);
    if (buckets.size === 0) metric.series.delete(unit);
  }
  return metric.series.size > 0;
}

import type { Disk } from '../../core/disk/disk.ts';
import { type Bucket, emptyBucket } from './bucket.ts';
import type { MetricKey } from './metric-store.ts';

/** Where a bucket belongs: a metric's sequence number, a unit, and a slot of one grain. */
export interface PointKey {
  sequence: number;
  unit: string;
  grainMs: number;
  slot: number;
}

/** Metrics and their buckets on disk. */
export interface MetricDisk {
  metricCreated(sequence: number, key: MetricKey): void;
  metricRemoved(sequence: number): void;
  /** The bucket is about to take samples; noted once a commit. */
  changing(bucket: Bucket, key: PointKey): void;
  removed(key: PointKey): void;
  loadMetrics(): Iterable<[sequence: number, key: MetricKey]>;
  loadPoints(): Iterable<[key: PointKey, bucket: Bucket]>;
}

/** A bucket as JSON: its values as pairs. */
interface StoredBucket extends Omit<Bucket, 'values' | 'isChanged'> {
  values?: [value: number, times: number][];
}

export function createMetricDisk(disk: Disk): MetricDisk {
  const metrics = disk.records<MetricKey>('metric');
  const points = disk.records<StoredBucket>('metric-point');
  return {
    metricCreated: (sequence, { namespace, name, dimensions }) =>
      metrics.put(String(sequence), { namespace, name, dimensions }),
    metricRemoved: (sequence) => metrics.delete(String(sequence)),
    changing(bucket, key) {
      if (bucket.isChanged) return;
      bucket.isChanged = true;
      points.put(formatKey(key), storedForm(bucket));
    },
    removed: (key) => points.delete(formatKey(key)),
    *loadMetrics() {
      for (const [key, metric] of metrics.load()) yield [Number(key), metric];
    },
    *loadPoints() {
      for (const [key, stored] of points.load()) yield [parseKey(key), readBucket(stored)];
    },
  };
}

/** Read by JSON at the commit, when all samples of the turn are in; from then on the next sample is news again. */
function storedForm(bucket: Bucket): StoredBucket {
  const form = {
    toJSON(): StoredBucket {
      bucket.isChanged = false;
      const { isChanged: _isChanged, values, ...rest } = bucket;
      return values ? { ...rest, values: [...values] } : rest;
    },
  };
  return form as unknown as StoredBucket;
}

function readBucket({ values, ...rest }: StoredBucket): Bucket {
  return { ...emptyBucket(), ...rest, values: values && new Map(values) };
}

function formatKey({ sequence, unit, grainMs, slot }: PointKey): string {
  return `${sequence} ${unit} ${grainMs} ${slot}`;
}

function parseKey(text: string): PointKey {
  const [sequence, unit = '', grainMs, slot] = text.split(' ');
  return { sequence: Number(sequence), unit, grainMs: Number(grainMs), slot: Number(slot) };
}

import { CLOUDWATCH_LIMITS } from '../limits.ts';

/** What one minute (or, merged, one period) of one series adds up to. */
export interface Bucket {
  count: number;
  sum: number;
  min: number;
  max: number;
  /** How often each value came; absent while all samples are equal, so most minutes cost no map. */
  values: Map<number, number> | undefined;
  /** `values` are rounded, because there were too many distinct ones. */
  rounded: boolean;
  /** A statistic set with min < max came in: no percentile can be told. */
  opaque: boolean;
  /** Samples came in that are not on disk yet. */
  isChanged: boolean;
}

export function emptyBucket(): Bucket {
  return {
    count: 0,
    sum: 0,
    min: Infinity,
    max: -Infinity,
    values: undefined,
    rounded: false,
    opaque: false,
    isChanged: false,
  };
}

/** Adds `times` equal samples. */
export function addSamples(bucket: Bucket, value: number, times: number): void {
  if (!bucket.values && bucket.count > 0 && value !== bucket.min) spread(bucket);
  if (bucket.values) countValue(bucket, bucket.values, value, times);
  bucket.count += times;
  bucket.sum += value * times;
  if (value < bucket.min) bucket.min = value;
  if (value > bucket.max) bucket.max = value;
}

/** A summary made elsewhere: PutMetricData's StatisticValues, or another bucket. */
export type StatisticSet = Pick<Bucket, 'count' | 'sum' | 'min' | 'max'>;

/** Adds a summary. With one sample, or equal ones, nothing is lost; otherwise the bucket becomes opaque. */
export function addStatisticSet(bucket: Bucket, set: StatisticSet): void {
  if (set.min === set.max) return addSamples(bucket, set.min, set.count);
  bucket.opaque = true;
  bucket.values = undefined;
  bucket.count += set.count;
  bucket.sum += set.sum;
  bucket.min = Math.min(bucket.min, set.min);
  bucket.max = Math.max(bucket.max, set.max);
}

/** All of `buckets` as one; undefined when there is none. */
export function mergeBuckets(buckets: readonly Bucket[]): Bucket | undefined {
  if (buckets.length <= 1) return buckets[0];
  const merged = emptyBucket();
  for (const bucket of buckets) {
    if (bucket.opaque) addStatisticSet(merged, bucket);
    else for (const [value, times] of sampleCounts(bucket)) addSamples(merged, value, times);
  }
  // Rounded values do not add up to the exact sum; the parts know it.
  merged.sum = buckets.reduce((sum, bucket) => sum + bucket.sum, 0);
  merged.min = Math.min(...buckets.map((bucket) => bucket.min));
  merged.max = Math.max(...buckets.map((bucket) => bucket.max));
  return merged;
}

/** Value and number of its samples, in no particular order. */
export function sampleCounts(bucket: Bucket): Iterable<readonly [number, number]> {
  return bucket.values ?? [[bucket.min, bucket.count]];
}

function spread(bucket: Bucket): void {
  if (!bucket.opaque) bucket.values = new Map([[bucket.min, bucket.count]]);
}

function countValue(bucket: Bucket, values: Map<number, number>, value: number, times: number): void {
  const key = bucket.rounded ? round(value) : value;
  values.set(key, (values.get(key) ?? 0) + times);
  if (bucket.rounded || values.size <= CLOUDWATCH_LIMITS.distinctValuesPerMinute) return;

  const coarse = new Map<number, number>();
  for (const [exact, count] of values) coarse.set(round(exact), (coarse.get(round(exact)) ?? 0) + count);
  bucket.values = coarse;
  bucket.rounded = true;
}

const ROUNDING_RATIO = 1.04;

/** The nearest power of 1.04: within 2 % of the value. */
function round(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.round(Math.log(Math.abs(value)) / Math.log(ROUNDING_RATIO));
  return Math.sign(value) * ROUNDING_RATIO ** exponent;
}

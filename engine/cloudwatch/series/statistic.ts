import { sampleCounts, type Bucket } from './bucket.ts';

/** One number out of a period's bucket; undefined where it cannot be told. */
export type Statistic = (bucket: Bucket) => number | undefined;

const SIMPLE: Readonly<Record<string, Statistic>> = {
  SampleCount: (bucket) => bucket.count,
  Sum: (bucket) => bucket.sum,
  Average: (bucket) => bucket.sum / bucket.count,
  Minimum: (bucket) => bucket.min,
  Maximum: (bucket) => bucket.max,
};

const PERCENTILE = /^p(?<percent>\d{1,2}(\.\d{1,10})?|100)$/;

/** Reads `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount` or `p99.9`; undefined for anything else. */
export function parseStatistic(text: string): Statistic | undefined {
  if (Object.hasOwn(SIMPLE, text)) return SIMPLE[text];
  const percent = PERCENTILE.exec(text)?.groups?.['percent'];
  return percent === undefined ? undefined : (bucket) => percentile(bucket, Number(percent));
}

/** Nearest rank: the smallest sample that at least `percent` of all samples do not exceed. */
function percentile(bucket: Bucket, percent: number): number | undefined {
  if (bucket.opaque) return undefined;
  const rank = Math.max(1, Math.ceil((percent / 100) * bucket.count));
  const sorted = [...sampleCounts(bucket)].toSorted(([left], [right]) => left - right);
  let seen = 0;
  for (const [value, times] of sorted) {
    seen += times;
    if (seen >= rank) return Math.min(Math.max(value, bucket.min), bucket.max);
  }
  return bucket.max;
}

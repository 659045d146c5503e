import type { Clock } from '#lib/clock';

/** Grants so many at once and so many a minute, to each key by itself. */
export interface TokenBuckets {
  /** False when the key has used up what it had. */
  take(key: string): boolean;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Before buckets that are full again, and so say nothing, are dropped. */
const MAX_BUCKETS = 1000;
const MINUTE_MS = 60_000;

export function createTokenBuckets({
  clock,
  perMinute,
  burst,
}: {
  clock: Pick<Clock, 'nowMs'>;
  perMinute: number;
  burst: number;
}): TokenBuckets {
  const buckets = new Map<string, Bucket>();
  const filled = ({ tokens, atMs }: Bucket, nowMs: number) =>
    Math.min(burst, tokens + ((nowMs - atMs) * perMinute) / MINUTE_MS);

  const dropFull = (nowMs: number) => {
    for (const [key, bucket] of buckets) if (filled(bucket, nowMs) >= burst) buckets.delete(key);
  };

  return {
    take(key) {
      const nowMs = clock.nowMs();
      if (buckets.size >= MAX_BUCKETS) dropFull(nowMs);
      const bucket = buckets.get(key);
      const tokens = bucket ? filled(bucket, nowMs) : burst;
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs });
      return tokens >= 1;
    },
  };
}

import type { Retrier } from './types.ts';

/** What a retrier waits before its retry number `retry`, from 1, in ms: with full jitter anything from `min` to `max`. */
export function retryDelayMs(retrier: Retrier, retry: number): { min: number; max: number } {
  const { intervalSeconds, backoffRate, maxDelaySeconds, jitterStrategy } = retrier;
  const seconds = Math.min(intervalSeconds * backoffRate ** (retry - 1), maxDelaySeconds ?? Infinity);
  const max = Math.round(seconds * 1000);
  return { min: jitterStrategy === 'FULL' ? 0 : max, max };
}

import { EVENT_LIMITS } from '../limits.ts';
import type { AsyncEvent, EventCondition } from './event.ts';

export interface RetrySettings {
  /** Runs after the first one. */
  maximumRetryAttempts: number;
  maximumEventAgeMs: number;
}

/** Another try at a time, or the end. */
export type NextStep = { retryAtMs: number } | { end: EventCondition };

/**
 * After a function error: again after one minute, then after two, as often as the settings allow. A retry that could not begin before
 * the event is too old is not waited for: the event ends at once.
 */
export function afterFailure(
  event: Pick<AsyncEvent, 'acceptedAtMs' | 'invokeCount'>,
  settings: RetrySettings,
  nowMs: number,
): NextStep {
  if (event.invokeCount > settings.maximumRetryAttempts) return { end: 'RetriesExhausted' };
  return retryAfter(EVENT_LIMITS.retryDelaysMs[event.invokeCount - 1] ?? 0, event, settings, nowMs);
}

/** After a throttled try: again after one second, then twice as long each time up to five minutes. Spends no retry. */
export function afterThrottle(
  event: Pick<AsyncEvent, 'acceptedAtMs' | 'throttleCount'>,
  settings: RetrySettings,
  nowMs: number,
): NextStep {
  const { minThrottleDelayMs, maxThrottleDelayMs } = EVENT_LIMITS;
  const delayMs = Math.min(minThrottleDelayMs * 2 ** (event.throttleCount - 1), maxThrottleDelayMs);
  return retryAfter(delayMs, event, settings, nowMs);
}

/** Too old to begin another run. */
export function isTooOld(
  event: Pick<AsyncEvent, 'acceptedAtMs'>,
  { maximumEventAgeMs }: RetrySettings,
  atMs: number,
): boolean {
  return atMs - event.acceptedAtMs >= maximumEventAgeMs;
}

function retryAfter(
  delayMs: number,
  event: Pick<AsyncEvent, 'acceptedAtMs'>,
  settings: RetrySettings,
  nowMs: number,
): NextStep {
  const retryAtMs = nowMs + delayMs;
  return isTooOld(event, settings, retryAtMs) ? { end: 'EventAgeExceeded' } : { retryAtMs };
}

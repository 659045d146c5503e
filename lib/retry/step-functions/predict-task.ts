import { RETRY_LIMITS } from '../limits.ts';
import { createTimeline } from '../timeline.ts';
import type { Prediction } from '../types.ts';
import { matchesError } from './match-error.ts';
import { retryDelayMs } from './retry-delay.ts';
import type { TaskPattern, TaskPolicy } from './types.ts';

const EXECUTION = 'execution';
const { executionMs, historyEvents, eventsPerAttempt, eventsBefore } = RETRY_LIMITS.states;
/** A history has no room for more. */
const MAX_ATTEMPTS = Math.floor((historyEvents - eventsBefore) / eventsPerAttempt);

/**
 * What becomes of an execution whose Task state begins at 0. The first retrier that names the error decides, with a counter of its own; when
 * it has no retry left, or none names the error, the first catcher that does leads on, and without one the execution fails. With jitter
 * an attempt begins between `earliestAtMs` and `atMs`. An execution ends as `failed` without a condition when its year or history is full.
 */
export function predictTask(policy: TaskPolicy, pattern: TaskPattern): Prediction {
  const timeline = createTimeline();
  const retries = new Map<(typeof policy.retriers)[number], number>();
  let attempts = 0;
  let atMs = 0;
  let earliestAtMs = 0;

  const end = (
    where: 'done' | 'caught' | 'failed',
    { condition, next }: { condition?: string; next?: string } = {},
  ): Prediction => {
    timeline.ended({
      item: EXECUTION,
      where,
      atMs,
      earliestAtMs,
      condition: condition ?? null,
      deliveredTo: next === undefined ? [] : [next],
      attempts,
      isProcessed: where === 'done',
    });
    return timeline.prediction();
  };

  for (;;) {
    if (atMs >= executionMs) {
      atMs = executionMs;
      earliestAtMs = Math.min(earliestAtMs, executionMs);
      return end('failed');
    }
    if (attempts >= MAX_ATTEMPTS) return end('failed');
    attempts += 1;
    const { error, lengthMs } = tryTask(policy, pattern, attempts);
    timeline.tried({
      atMs,
      earliestAtMs,
      endsAtMs: atMs + lengthMs,
      items: [EXECUTION],
      outcome: outcomeOf(error),
      error,
    });
    atMs += lengthMs;
    earliestAtMs += lengthMs;
    if (error === null) return end('done');

    const retrier = policy.retriers.find(({ errorEquals }) => matchesError(errorEquals, error));
    const retry = retrier ? (retries.get(retrier) ?? 0) + 1 : 0;
    if (!retrier || retry > retrier.maxAttempts) {
      const catcher = policy.catchers.find(({ errorEquals }) => matchesError(errorEquals, error));
      return catcher
        ? end('caught', { condition: error, next: catcher.next })
        : end('failed', { condition: error });
    }
    retries.set(retrier, retry);
    const delayMs = retryDelayMs(retrier, retry);
    atMs += delayMs.max;
    earliestAtMs += delayMs.min;
  }
}

function tryTask(
  { timeoutSeconds }: TaskPolicy,
  { errors, durationMs }: TaskPattern,
  attempt: number,
): { error: string | null; lengthMs: number } {
  const timeoutMs = (timeoutSeconds ?? Infinity) * 1000;
  if (durationMs > timeoutMs) return { error: 'States.Timeout', lengthMs: timeoutMs };
  return { error: errors[Math.min(attempt, errors.length) - 1] ?? null, lengthMs: durationMs };
}

function outcomeOf(error: string | null): 'succeeded' | 'failed' | 'timed-out' {
  if (error === null) return 'succeeded';
  return error === 'States.Timeout' ? 'timed-out' : 'failed';
}

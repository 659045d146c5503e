import { RETRY_LIMITS } from '../limits.ts';
import { createTimeline } from '../timeline.ts';
import type { End, Prediction, StepPattern } from '../types.ts';
import { stepOf, workOf } from '../work.ts';
import type { EventPolicy } from './types.ts';

const EVENT = 'event';
const { retryWaitsMs, throttleWaitMs } = RETRY_LIMITS.event;

type Condition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';

/**
 * What becomes of an event that Lambda accepts at 0 and runs as soon as it may. After a function error it waits one minute, then two;
 * throttled tries back off from one second to five minutes and spend no retry. A try that could not begin within the maximum age is not
 * waited for. Dead-letter queue and destination are independent: both get what failed.
 */
export function predictEvent(policy: EventPolicy, pattern: StepPattern): Prediction {
  const timeline = createTimeline();
  const { condition, atMs, runs } = policy.isStopped
    ? { condition: 'ZeroReservedConcurrency' as const, atMs: 0, runs: 0 }
    : run(policy, pattern, timeline);
  timeline.ended({
    item: EVENT,
    atMs,
    condition,
    attempts: runs,
    isProcessed: condition === 'Success',
    ...placeOf(policy, condition),
  });
  return timeline.prediction();
}

function run(
  policy: EventPolicy,
  pattern: StepPattern,
  timeline: ReturnType<typeof createTimeline>,
): { condition: Condition; atMs: number; runs: number } {
  const items = [EVENT];
  const maximumAgeMs = policy.maximumEventAgeSeconds * 1000;
  let runs = 0;
  let throttlesInARow = 0;
  let atMs = 0;
  for (let attempt = 1; ; attempt += 1) {
    const step = stepOf(pattern, attempt);
    let endsAtMs = atMs;
    let waitMs: number;
    if (step === 'throttled') {
      timeline.tried({ atMs, endsAtMs, items, outcome: 'throttled' });
      waitMs = Math.min(throttleWaitMs.min * 2 ** throttlesInARow, throttleWaitMs.max);
      throttlesInARow += 1;
    } else {
      const { outcome, lengthMs } = workOf(step, pattern.durationMs, policy.functionTimeoutSeconds * 1000);
      endsAtMs += lengthMs;
      timeline.tried({ atMs, endsAtMs, items, outcome });
      runs += 1;
      throttlesInARow = 0;
      if (outcome === 'succeeded') return { condition: 'Success', atMs: endsAtMs, runs };
      if (runs > policy.maximumRetryAttempts) return { condition: 'RetriesExhausted', atMs: endsAtMs, runs };
      waitMs = retryWaitsMs[runs - 1] ?? 0;
    }
    atMs = endsAtMs + waitMs;
    if (atMs >= maximumAgeMs) return { condition: 'EventAgeExceeded', atMs: endsAtMs, runs };
  }
}

function placeOf(policy: EventPolicy, condition: Condition): Pick<End, 'where' | 'deliveredTo'> {
  if (condition === 'Success')
    return policy.hasOnSuccess
      ? { where: 'on-success', deliveredTo: ['on-success'] }
      : { where: 'done', deliveredTo: [] };
  const deliveredTo = [
    ...(policy.hasDeadLetterQueue ? ['dead-letter-queue'] : []),
    ...(policy.hasOnFailure ? ['on-failure'] : []),
  ];
  if (policy.hasDeadLetterQueue) return { where: 'dead-lettered', deliveredTo };
  return { where: policy.hasOnFailure ? 'on-failure' : 'dropped', deliveredTo };
}

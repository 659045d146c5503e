import type { QueueFacts } from '../../facts.ts';
import { DIAGNOSE_LIMITS } from '../../limits.ts';
import type { Finding } from '../../types.ts';
import { duration } from '../../wording.ts';

/** A visibility timeout under six function timeouts plus the batching window; of several functions, the most demanding counts. */
export function visibilityTimeout({ name, visibilityTimeoutSeconds, consumers }: QueueFacts): Finding[] {
  const factor = DIAGNOSE_LIMITS.visibilityTimeoutsPerFunctionTimeout;
  const demands = (consumers ?? []).flatMap((consumer) =>
    consumer.timeoutSeconds === null
      ? []
      : [
          {
            ...consumer,
            timeoutSeconds: consumer.timeoutSeconds,
            neededSeconds: factor * consumer.timeoutSeconds + consumer.batchingWindowSeconds,
          },
        ],
  );
  const [most] = demands.toSorted((a, b) => b.neededSeconds - a.neededSeconds);
  if (!most || visibilityTimeoutSeconds === null || visibilityTimeoutSeconds >= most.neededSeconds) return [];

  const { functionName, timeoutSeconds, batchingWindowSeconds, neededSeconds } = most;
  const isOverrun = visibilityTimeoutSeconds < timeoutSeconds;
  const window =
    batchingWindowSeconds > 0 ? ` and its batching window of ${duration(batchingWindowSeconds)}` : '';
  return [
    {
      rule: 'visibility-timeout',
      severity: isOverrun ? 'danger' : 'warning',
      queue: name,
      title: `The visibility timeout of ${duration(visibilityTimeoutSeconds)} is under ${factor} × the timeout of ${functionName} (${duration(timeoutSeconds)})${window}`,
      reason: isOverrun
        ? 'A message comes back while the function is still at it: it is processed twice, and can be dead-lettered although it succeeds.'
        : 'Lambda needs this time to try a throttled batch again. When it ends before, messages come back unprocessed, use up receives and are dead-lettered without having failed.',
      fix: `Set VisibilityTimeout of ${name} to ${neededSeconds}, or give the function a shorter timeout.`,
    },
  ];
}

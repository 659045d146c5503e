import { z } from 'zod';
import { bounded } from '../bounded.ts';
import { RETRY_LIMITS } from '../limits.ts';
import type { QueuePolicy } from './types.ts';

const { visibilityTimeoutSeconds, functionTimeoutSeconds } = RETRY_LIMITS;

/** A {@link QueuePolicy} within AWS's bounds. A function is refused where Lambda refuses the mapping, in Lambda's words. */
export const QueuePolicySchema = z
  .strictObject({
    visibilityTimeoutSeconds: bounded(visibilityTimeoutSeconds, 'seconds').min(1, {
      error:
        'With 0 a message is never hidden: every poll receives it again, and there is nothing to predict.',
    }),
    messageRetentionSeconds: bounded(RETRY_LIMITS.messageRetentionSeconds, 'seconds'),
    delaySeconds: bounded(RETRY_LIMITS.delaySeconds, 'seconds'),
    maxReceiveCount: bounded(RETRY_LIMITS.maxReceiveCount, 'receives').nullable(),
    consumer: z.enum(['function', 'poller'], { error: 'A function or a poller.' }),
    timeoutSeconds: bounded({ min: 1, max: visibilityTimeoutSeconds.max }, 'seconds'),
  })
  .superRefine((policy, context) => {
    if (policy.consumer === 'poller') return;
    const message = findTimeoutFault(policy.visibilityTimeoutSeconds, policy.timeoutSeconds);
    if (message !== null) context.addIssue({ code: 'custom', path: ['timeoutSeconds'], message });
  }) satisfies z.ZodType<QueuePolicy>;

/** Why Lambda would not take a function with this timeout, or map it to a queue with this visibility timeout; null when it would. */
export function findTimeoutFault(visibilitySeconds: number, timeoutSeconds: number): string | null {
  const { max } = functionTimeoutSeconds;
  if (timeoutSeconds > max) return `A function's timeout is at most ${max} seconds.`;
  if (timeoutSeconds <= visibilitySeconds) return null;
  return `Queue visibility timeout: ${visibilitySeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`;
}

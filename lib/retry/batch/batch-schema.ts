import { z } from 'zod';
import { bounded } from '../bounded.ts';
import { RETRY_LIMITS } from '../limits.ts';
import { findTimeoutFault } from '../sqs/queue-schema.ts';
import type { BatchPolicy } from './types.ts';

const { batch } = RETRY_LIMITS;

/** A {@link BatchPolicy} within AWS's bounds. */
export const BatchPolicySchema = z
  .strictObject({
    handling: z.enum(['throws', 'deletes-and-throws', 'reports', 'swallows'], {
      error: 'A function throws, deletes and throws, reports or swallows.',
    }),
    batchSize: bounded(batch.size, 'messages'),
    batchingWindowSeconds: bounded(batch.windowSeconds, 'seconds'),
    visibilityTimeoutSeconds: bounded(RETRY_LIMITS.visibilityTimeoutSeconds, 'seconds'),
    messageRetentionSeconds: bounded(RETRY_LIMITS.messageRetentionSeconds, 'seconds'),
    delaySeconds: bounded(RETRY_LIMITS.delaySeconds, 'seconds'),
    maxReceiveCount: bounded(RETRY_LIMITS.maxReceiveCount, 'receives').nullable(),
    functionTimeoutSeconds: bounded(RETRY_LIMITS.functionTimeoutSeconds, 'seconds'),
  })
  .superRefine((policy, context) => {
    const refuse = (field: keyof BatchPolicy, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (policy.batchSize > batch.sizeWithoutWindow && policy.batchingWindowSeconds < 1)
      refuse(
        'batchingWindowSeconds',
        `Batches of more than ${batch.sizeWithoutWindow} need a window of at least 1 second.`,
      );
    const message = findTimeoutFault(policy.visibilityTimeoutSeconds, policy.functionTimeoutSeconds);
    if (message !== null) refuse('functionTimeoutSeconds', message);
  }) satisfies z.ZodType<BatchPolicy>;

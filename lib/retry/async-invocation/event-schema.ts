import { z } from 'zod';
import { bounded } from '../bounded.ts';
import { RETRY_LIMITS } from '../limits.ts';
import type { EventPolicy } from './types.ts';

const { event, functionTimeoutSeconds } = RETRY_LIMITS;

/** An {@link EventPolicy} within AWS's bounds. */
export const EventPolicySchema = z.strictObject({
  maximumRetryAttempts: bounded(event.maximumRetryAttempts, 'retries'),
  maximumEventAgeSeconds: bounded(event.maximumAgeSeconds, 'seconds'),
  functionTimeoutSeconds: bounded(functionTimeoutSeconds, 'seconds'),
  hasDeadLetterQueue: z.boolean(),
  hasOnSuccess: z.boolean(),
  hasOnFailure: z.boolean(),
  isStopped: z.boolean(),
}) satisfies z.ZodType<EventPolicy>;

import { z } from 'zod';
import { bounded } from '../bounded.ts';
import { RETRY_LIMITS } from '../limits.ts';
import type { StreamPolicy } from './types.ts';

const { stream, functionTimeoutSeconds } = RETRY_LIMITS;
const { min: minAge, max: maxAge } = stream.maximumRecordAgeSeconds;
const { min: minRetries, max: maxRetries } = stream.maximumRetryAttempts;
const AGE = `-1 for no maximum, or ${minAge} to ${maxAge.toLocaleString('en-US')} seconds.`;
const RETRIES = `-1 for no maximum, or 0 to ${maxRetries.toLocaleString('en-US')} retries.`;

/** A {@link StreamPolicy} within AWS's bounds. */
export const StreamPolicySchema = z.strictObject({
  batchSize: bounded(stream.batchSize, 'records'),
  maximumRecordAgeSeconds: z
    .int({ error: AGE })
    .refine((seconds) => seconds === -1 || (seconds >= minAge && seconds <= maxAge), { error: AGE }),
  maximumRetryAttempts: z
    .int({ error: RETRIES })
    .min(minRetries, { error: RETRIES })
    .max(maxRetries, { error: RETRIES }),
  bisectBatchOnFunctionError: z.boolean(),
  reportBatchItemFailures: z.boolean(),
  hasOnFailure: z.boolean(),
  retentionSeconds: bounded(stream.retentionSeconds, 'seconds'),
  functionTimeoutSeconds: bounded(functionTimeoutSeconds, 'seconds'),
  retryWaitMs: bounded(stream.retryWaitMs, 'milliseconds'),
}) satisfies z.ZodType<StreamPolicy>;

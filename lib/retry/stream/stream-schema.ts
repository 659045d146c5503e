import { z } from 'zod';
import { bounded } from '../bounded.ts';
import { RETRY_LIMITS } from '../limits.ts';
import type { StreamPolicy } from './types.ts';

const { stream, functionTimeoutSeconds } = RETRY_LIMITS;
const { min: minAge, max: maxAge } = stream.maximumRecordAgeSeconds;

/** A {@link StreamPolicy} within AWS's bounds. */
export const StreamPolicySchema = z.strictObject({
  batchSize: bounded(stream.batchSize, 'records'),
  maximumRecordAgeSeconds: bounded({ min: -1, max: maxAge }, 'seconds').refine(
    (seconds) => seconds === -1 || seconds >= minAge,
    { error: `-1 for no maximum, or ${minAge} to ${maxAge.toLocaleString('en-US')} seconds.` },
  ),
  maximumRetryAttempts: bounded(stream.maximumRetryAttempts, 'retries, -1 for no maximum'),
  bisectBatchOnFunctionError: z.boolean(),
  reportBatchItemFailures: z.boolean(),
  hasOnFailure: z.boolean(),
  retentionSeconds: bounded(stream.retentionSeconds, 'seconds'),
  functionTimeoutSeconds: bounded(functionTimeoutSeconds, 'seconds'),
  retryWaitMs: bounded(stream.retryWaitMs, 'milliseconds'),
}) satisfies z.ZodType<StreamPolicy>;

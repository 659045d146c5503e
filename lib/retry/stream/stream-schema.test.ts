import { expect, it } from 'vitest';
import { StreamPolicySchema } from './stream-schema.ts';

const POLICY = {
  batchSize: 100,
  maximumRecordAgeSeconds: -1,
  maximumRetryAttempts: -1,
  bisectBatchOnFunctionError: false,
  reportBatchItemFailures: true,
  hasOnFailure: true,
  retentionSeconds: 86_400,
  functionTimeoutSeconds: 60,
  retryWaitMs: 1000,
};

it.each([
  {},
  { batchSize: 10_000, maximumRecordAgeSeconds: 604_800, maximumRetryAttempts: 10_000 },
  { maximumRecordAgeSeconds: 60, maximumRetryAttempts: 0 },
])('takes %o', (change) => {
  expect(StreamPolicySchema.parse({ ...POLICY, ...change })).toEqual({ ...POLICY, ...change });
});

it.each([
  [{ batchSize: 10_001 }, 'A whole number of records, 1 to 10,000.'],
  [{ maximumRetryAttempts: 10_001 }, '-1 for no maximum, or 0 to 10,000 retries.'],
  [{ maximumRetryAttempts: -2 }, '-1 for no maximum, or 0 to 10,000 retries.'],
  [{ maximumRecordAgeSeconds: 59 }, '-1 for no maximum, or 60 to 604,800 seconds.'],
  [{ maximumRecordAgeSeconds: 0 }, '-1 for no maximum, or 60 to 604,800 seconds.'],
  [{ maximumRecordAgeSeconds: 604_801 }, '-1 for no maximum, or 60 to 604,800 seconds.'],
  [{ retentionSeconds: 86_399 }, 'A whole number of seconds, 86,400 to 31,536,000.'],
])('refuses %o', (change, message) => {
  expect(StreamPolicySchema.safeParse({ ...POLICY, ...change }).error?.issues[0]?.message).toBe(message);
});

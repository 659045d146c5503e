import { expect, it } from 'vitest';
import { BatchPatternSchema } from '../pattern-schema.ts';
import { BatchPolicySchema } from './batch-schema.ts';

const POLICY = {
  handling: 'reports',
  batchSize: 10,
  batchingWindowSeconds: 0,
  visibilityTimeoutSeconds: 30,
  messageRetentionSeconds: 345_600,
  delaySeconds: 0,
  maxReceiveCount: 3,
  functionTimeoutSeconds: 5,
};

it.each([{}, { batchSize: 10_000, batchingWindowSeconds: 1 }, { maxReceiveCount: null }])(
  'takes %o',
  (change) => {
    expect(BatchPolicySchema.parse({ ...POLICY, ...change })).toEqual({ ...POLICY, ...change });
  },
);

it.each([
  [{ batchSize: 0 }, 'A whole number of messages, 1 to 10,000.'],
  [{ batchSize: 11 }, 'Batches of more than 10 need a window of at least 1 second.'],
  [{ batchingWindowSeconds: 301 }, 'A whole number of seconds, 0 to 300.'],
  [
    { visibilityTimeoutSeconds: 4 },
    'Queue visibility timeout: 4 seconds is less than Function timeout: 5 seconds',
  ],
  [{ handling: 'hopes' }, 'throws, deletes and throws, reports or swallows'],
])('refuses %o', (change, message) => {
  const { error } = BatchPolicySchema.safeParse({ ...POLICY, ...change });
  expect(error?.issues.map((issue) => issue.message).join(' ')).toContain(message);
});

it('takes each message of a pattern once', () => {
  const item = { id: 'a', failFirst: null };
  expect(BatchPatternSchema.safeParse({ items: [item], durationMs: 0 }).success).toBe(true);
  const { error } = BatchPatternSchema.safeParse({ items: [item, item], durationMs: 0 });
  expect(error?.issues[0]?.message).toBe('Each id once.');
});

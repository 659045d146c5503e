import { expect, it } from 'vitest';
import { QueuePolicySchema } from './queue-schema.ts';

const POLICY = {
  visibilityTimeoutSeconds: 30,
  messageRetentionSeconds: 345_600,
  delaySeconds: 0,
  maxReceiveCount: 3,
  consumer: 'function',
  timeoutSeconds: 5,
};

it.each([
  {},
  {
    maxReceiveCount: 1000,
    visibilityTimeoutSeconds: 43_200,
    messageRetentionSeconds: 1_209_600,
    delaySeconds: 900,
  },
  { maxReceiveCount: null },
  { timeoutSeconds: 30 },
  { consumer: 'poller', timeoutSeconds: 43_200 },
])('takes %o', (change) => {
  expect(QueuePolicySchema.parse({ ...POLICY, ...change })).toEqual({ ...POLICY, ...change });
});

it.each([
  [{ maxReceiveCount: 0 }, 'A whole number of receives, 1 to 1,000.'],
  [{ maxReceiveCount: 1001 }, 'A whole number of receives, 1 to 1,000.'],
  [{ visibilityTimeoutSeconds: 43_201 }, 'A whole number of seconds, 0 to 43,200.'],
  [{ visibilityTimeoutSeconds: 0 }, 'every poll receives it again'],
  [{ messageRetentionSeconds: 59 }, 'A whole number of seconds, 60 to 1,209,600.'],
  [{ messageRetentionSeconds: 60.5 }, 'A whole number of seconds'],
  [{ delaySeconds: 901 }, 'A whole number of seconds, 0 to 900.'],
  [{ visibilityTimeoutSeconds: 1000, timeoutSeconds: 901 }, 'at most 900 seconds'],
  [{ timeoutSeconds: 31 }, 'Queue visibility timeout: 30 seconds is less than Function timeout: 31 seconds'],
])('refuses %o', (change, message) => {
  const { error } = QueuePolicySchema.safeParse({ ...POLICY, ...change });
  expect(error?.issues.map((issue) => issue.message).join(' ')).toContain(message);
});

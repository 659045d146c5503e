import { expect, it } from 'vitest';
import { StepPatternSchema } from '../pattern-schema.ts';
import { EventPolicySchema } from './event-schema.ts';

const POLICY = {
  maximumRetryAttempts: 2,
  maximumEventAgeSeconds: 21_600,
  functionTimeoutSeconds: 3,
  hasDeadLetterQueue: true,
  hasOnSuccess: false,
  hasOnFailure: true,
  isStopped: false,
};

it.each([
  {},
  { maximumRetryAttempts: 0, maximumEventAgeSeconds: 60, functionTimeoutSeconds: 1 },
  { functionTimeoutSeconds: 900 },
])('takes %o', (change) => {
  expect(EventPolicySchema.parse({ ...POLICY, ...change })).toEqual({ ...POLICY, ...change });
});

it.each([
  [{ maximumRetryAttempts: 3 }, 'A whole number of retries, 0 to 2.'],
  [{ maximumRetryAttempts: -1 }, 'A whole number of retries, 0 to 2.'],
  [{ maximumEventAgeSeconds: 59 }, 'A whole number of seconds, 60 to 21,600.'],
  [{ maximumEventAgeSeconds: 21_601 }, 'A whole number of seconds, 60 to 21,600.'],
  [{ functionTimeoutSeconds: 901 }, 'A whole number of seconds, 1 to 900.'],
])('refuses %o', (change, message) => {
  expect(EventPolicySchema.safeParse({ ...POLICY, ...change }).error?.issues[0]?.message).toBe(message);
});

it('refuses a pattern with a step that is none', () => {
  expect(StepPatternSchema.safeParse({ steps: ['fails', 'throttled'], durationMs: 5 }).success).toBe(true);
  const { error } = StepPatternSchema.safeParse({ steps: ['explodes'], durationMs: 5 });
  expect(error?.issues[0]?.message).toBe('A try succeeds, fails, hangs or is throttled.');
});

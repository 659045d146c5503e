import { expect, it } from 'vitest';
import { TaskPolicySchema } from './task-schema.ts';

const RETRIER = {
  errorEquals: ['States.TaskFailed'],
  intervalSeconds: 1,
  maxAttempts: 3,
  backoffRate: 2,
  maxDelaySeconds: null,
  jitterStrategy: 'NONE',
};
const ALL = { ...RETRIER, errorEquals: ['States.ALL'] };
const policy = (...retriers: unknown[]) => ({ retriers, catchers: [], timeoutSeconds: null });
const messages = (input: unknown) =>
  TaskPolicySchema.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

it.each([
  [[]],
  [[RETRIER, ALL]],
  [[{ ...RETRIER, maxAttempts: 0, maxDelaySeconds: 31_622_400, jitterStrategy: 'FULL' }]],
  [[{ ...RETRIER, maxAttempts: 99_999_999, intervalSeconds: 99_999_999, backoffRate: 1 }]],
])('takes %o', (retriers) => {
  expect(messages(policy(...retriers))).toBeUndefined();
});

it.each([
  [{ intervalSeconds: 0 }, 'intervalSeconds: A whole number of seconds, 1 to 99,999,999.'],
  [{ maxAttempts: -1 }, 'maxAttempts: A whole number of retries, 0 to 99,999,999.'],
  [{ backoffRate: 0.9 }, 'backoffRate: At least 1: an interval does not shrink.'],
  [{ maxDelaySeconds: 0 }, 'maxDelaySeconds: A whole number of seconds, 1 to 31,622,400.'],
  [{ errorEquals: [] }, 'errorEquals: At least one name of an error.'],
  [{ jitterStrategy: 'SOME' }, 'jitterStrategy: NONE or FULL.'],
])('refuses a retrier with %o', (change, message) => {
  expect(messages(policy({ ...RETRIER, ...change }))).toEqual([`retriers.0.${message}`]);
});

it('wants States.ALL alone and last', () => {
  const message = 'errorEquals: States.ALL stands alone, and in the last entry.';
  expect(messages(policy(ALL, RETRIER))).toEqual([`retriers.0.${message}`]);
  expect(messages(policy({ ...ALL, errorEquals: ['States.ALL', 'A'] }))).toEqual([`retriers.0.${message}`]);
  const catcher = { errorEquals: ['States.ALL', 'A'], next: 'Clean up' };
  expect(messages({ ...policy(), catchers: [catcher] })).toEqual([`catchers.0.${message}`]);
});

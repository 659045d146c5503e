import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBrokenLaws } from '#test/factories/retry/laws';
import { matchesError } from './match-error.ts';
import { predictTask } from './predict-task.ts';
import { retryDelayMs } from './retry-delay.ts';
import { TaskPatternSchema, TaskPolicySchema } from './task-schema.ts';
import type { Retrier } from './types.ts';

const ERRORS = ['A', 'B', 'C', 'Lambda.Unknown', 'States.Timeout'];
const names: fc.Arbitrary<string[]> = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...ERRORS, 'States.TaskFailed'), { minLength: 1, maxLength: 3 }),
  fc.constant<string[]>(['States.TaskFailed']),
);

const retriersFor = (errorEquals: fc.Arbitrary<string[]>): fc.Arbitrary<Retrier> =>
  fc.record({
    errorEquals,
    intervalSeconds: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 99_999_999 })),
    maxAttempts: fc.oneof(fc.nat(6), fc.nat(99_999_999)),
    backoffRate: fc.oneof(fc.constantFrom(1, 1.5, 2), fc.double({ min: 1, max: 1000, noNaN: true })),
    maxDelaySeconds: fc.option(fc.integer({ min: 1, max: 31_622_400 })),
    jitterStrategy: fc.constantFrom('NONE', 'FULL'),
  });

const withAll = <Rule>(rules: (errorEquals: fc.Arbitrary<string[]>) => fc.Arbitrary<Rule>) =>
  fc
    .tuple(
      fc.array(rules(names), { maxLength: 4 }),
      fc.array(rules(fc.constant(['States.ALL'])), { maxLength: 1 }),
    )
    .map((parts) => parts.flat());

const policies = fc.record({
  retriers: withAll(retriersFor),
  catchers: withAll((errorEquals) => fc.record({ errorEquals, next: fc.constantFrom('Clean up', 'Tell') })),
  timeoutSeconds: fc.option(fc.integer({ min: 1, max: 1000 })),
});

const patterns = fc.record({
  errors: fc.array(fc.option(fc.constantFrom(...ERRORS, 'States.Runtime')), { maxLength: 12 }),
  durationMs: fc.oneof(fc.nat(2000), fc.nat(2_000_000)),
});

describe('predictTask', () => {
  it('holds to the laws of every prediction, and to those of a task', () => {
    fc.assert(
      fc.property(policies, patterns, (policy, pattern) => {
        expect(TaskPolicySchema.safeParse(policy).success).toBe(true);
        expect(TaskPatternSchema.safeParse(pattern).success).toBe(true);
        const prediction = predictTask(policy, pattern);
        expect(findBrokenLaws(prediction, ['execution'])).toEqual([]);
        const [end] = prediction.ends;
        const allowed = policy.retriers.reduce((sum, { maxAttempts }) => sum + maxAttempts, 1);
        expect(end?.attempts).toBe(prediction.attempts.length + prediction.omittedAttempts);
        expect(end?.attempts).toBeLessThanOrEqual(allowed);
        expect(end?.where === 'caught').toBe(end?.deliveredTo.length === 1);
      }),
      { numRuns: 500 },
    );
  });

  it('waits before each retry what the retrier of its error waits', () => {
    fc.assert(
      fc.property(policies, patterns, (policy, pattern) => {
        const { attempts } = predictTask(policy, pattern);
        const used = new Map<Retrier, number>();
        for (const [index, attempt] of attempts.slice(1).entries()) {
          const before = attempts[index];
          const error = before?.error ?? '';
          const retrier = policy.retriers.find(({ errorEquals }) => matchesError(errorEquals, error));
          if (!before || !retrier) throw new Error('a retry that no retrier asks for');
          const retry = (used.get(retrier) ?? 0) + 1;
          used.set(retrier, retry);
          expect(retry).toBeLessThanOrEqual(retrier.maxAttempts);
          expect(attempt.atMs - before.endsAtMs).toBe(retryDelayMs(retrier, retry).max);
        }
      }),
    );
  });

  it('without failures is done with the first try', () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const { attempts, ends } = predictTask(policy, { errors: [], durationMs: 900 });
        expect(attempts).toHaveLength(1);
        expect(ends).toMatchObject([{ where: 'done', atMs: 900, attempts: 1 }]);
      }),
    );
  });
});

describe('retryDelayMs', () => {
  it('never shrinks, stays within its cap, and with jitter begins at 0', () => {
    fc.assert(
      fc.property(retriersFor(names), fc.integer({ min: 1, max: 200 }), (retrier, retry) => {
        const { min, max } = retryDelayMs(retrier, retry);
        expect(max).toBeGreaterThanOrEqual(
          Math.min(retrier.intervalSeconds, retrier.maxDelaySeconds ?? Infinity) * 1000,
        );
        expect(max).toBeLessThanOrEqual((retrier.maxDelaySeconds ?? Infinity) * 1000);
        expect(retryDelayMs(retrier, retry + 1).max).toBeGreaterThanOrEqual(max);
        expect(min).toBe(retrier.jitterStrategy === 'FULL' ? 0 : max);
      }),
    );
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findBrokenLaws } from '#test/factories/retry/laws';
import { stepPatterns } from '#test/factories/retry/patterns';
import { predictReceives } from './predict-receives.ts';
import { QueuePolicySchema } from './queue-schema.ts';

const policies = fc
  .record({
    visibilityTimeoutSeconds: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 43_200 })),
    messageRetentionSeconds: fc.integer({ min: 60, max: 20_000 }),
    delaySeconds: fc.integer({ min: 0, max: 900 }),
    maxReceiveCount: fc.option(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 1000 }))),
    consumer: fc.constantFrom('function', 'poller'),
    timeoutSeconds: fc.integer({ min: 1, max: 900 }),
  })
  .map((policy) => {
    const { consumer, timeoutSeconds, visibilityTimeoutSeconds } = policy;
    const most = consumer === 'function' ? visibilityTimeoutSeconds : 900;
    return { ...policy, timeoutSeconds: Math.min(timeoutSeconds, most) };
  });

it('holds to the laws of every prediction, and to those of a queue', () => {
  fc.assert(
    fc.property(policies, stepPatterns, (policy, pattern) => {
      expect(QueuePolicySchema.safeParse(policy).success).toBe(true);
      const prediction = predictReceives(policy, pattern);
      expect(findBrokenLaws(prediction, ['message'])).toEqual([]);
      const [end] = prediction.ends;
      expect(end?.attempts).toBe(prediction.attempts.length + prediction.omittedAttempts);
      expect(end?.attempts).toBeLessThanOrEqual(policy.maxReceiveCount ?? Infinity);
      expect(end?.atMs).toBeLessThanOrEqual(policy.messageRetentionSeconds * 1000);
      expect(prediction.attempts.every(({ atMs }) => atMs < policy.messageRetentionSeconds * 1000)).toBe(
        true,
      );
      expect(end?.where !== 'dead-lettered' || end.attempts === policy.maxReceiveCount).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it('without failures is done with the first try', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const { attempts, ends } = predictReceives(
        { ...policy, delaySeconds: 0 },
        { steps: [], durationMs: 500 },
      );
      expect(attempts).toHaveLength(1);
      expect(ends).toMatchObject([{ where: 'done', atMs: 500 }]);
    }),
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findBrokenLaws } from '#test/factories/retry/laws';
import { batchPatterns, idsOf } from '#test/factories/retry/patterns';
import type { Prediction } from '../types.ts';
import { predictShard } from './predict-shard.ts';
import { StreamPolicySchema } from './stream-schema.ts';

const policies = fc.record({
  batchSize: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 10_000 })),
  maximumRecordAgeSeconds: fc.oneof(fc.constant(-1), fc.integer({ min: 60, max: 604_800 })),
  maximumRetryAttempts: fc.oneof(fc.integer({ min: -1, max: 3 }), fc.integer({ min: -1, max: 10_000 })),
  bisectBatchOnFunctionError: fc.boolean(),
  reportBatchItemFailures: fc.boolean(),
  hasOnFailure: fc.boolean(),
  retentionSeconds: fc.integer({ min: 86_400, max: 31_536_000 }),
  functionTimeoutSeconds: fc.integer({ min: 1, max: 900 }),
  retryWaitMs: fc.integer({ min: 100, max: 60_000 }),
});

it('holds to the laws of every prediction, and to those of a shard', () => {
  fc.assert(
    fc.property(policies, batchPatterns(20), (policy, pattern) => {
      expect(StreamPolicySchema.safeParse(policy).success).toBe(true);
      const prediction = predictShard(policy, pattern);
      expect(findBrokenLaws(prediction, idsOf(pattern))).toEqual([]);
      for (const { items } of prediction.attempts) expect(items.length).toBeLessThanOrEqual(policy.batchSize);
      for (const [before, attempt] of pairs(prediction))
        expect(attempt.atMs).toBeGreaterThanOrEqual(before.endsAtMs);
      const giveUp = policy.hasOnFailure ? 'on-failure' : 'dropped';
      for (const { where } of prediction.ends) expect(['done', 'expired', giveUp]).toContain(where);
    }),
    { numRuns: 150 },
  );
});

it('tries no batch more often than it may', () => {
  const few = policies.map((policy) => ({ ...policy, maximumRetryAttempts: policy.batchSize % 4 }));
  fc.assert(
    fc.property(few, batchPatterns(20), (policy, pattern) => {
      const tries = Map.groupBy(predictShard(policy, pattern).attempts, ({ items }) => items.join());
      const most = policy.maximumRetryAttempts + 1;
      for (const own of tries.values()) expect(own.length).toBeLessThanOrEqual(most);
    }),
  );
});

it('isolates by bisect in ⌈log2 n⌉ splits what is poison, and nothing else is given up', () => {
  fc.assert(
    fc.property(policies, batchPatterns(40), fc.boolean(), (policy, pattern, reports) => {
      const poisonOrHealthy = pattern.items.map(({ id, failFirst }) => ({
        id,
        failFirst: failFirst === null ? null : 0,
      }));
      const healing = {
        ...policy,
        maximumRetryAttempts: 2,
        maximumRecordAgeSeconds: -1,
        bisectBatchOnFunctionError: true,
        reportBatchItemFailures: reports,
      };
      const prediction = predictShard(healing, { items: poisonOrHealthy, durationMs: 1 });
      for (const { item, where } of prediction.ends)
        expect(where === 'done').toBe(poisonOrHealthy.find(({ id }) => id === item)?.failFirst === 0);
      const batchLength = Math.min(policy.batchSize, pattern.items.length);
      for (const id of idsOf(pattern)) {
        const splits = prediction.attempts.filter(
          ({ items, split }) => split.length > 0 && items.includes(id),
        );
        expect(splits.length).toBeLessThanOrEqual(Math.ceil(Math.log2(batchLength)));
      }
    }),
  );
});

it('comes to the same end whether attempts are listed or leapt over', () => {
  // One record that heals after `failures` tries: so many attempts and one, listed or not.
  fc.assert(
    fc.property(
      fc.integer({ min: 900, max: 1000 }),
      fc.nat(3),
      fc.integer({ min: 1, max: 500 }),
      (failures, more, durationMs) => {
        const items = [
          { id: 'a', failFirst: failures },
          { id: 'b', failFirst: more },
        ];
        const { attempts, omittedAttempts, ends } = predictShard(PATIENT, { items, durationMs });
        expect(attempts.length + omittedAttempts).toBe(failures + 1);
        const atMs = failures * (durationMs + PATIENT.retryWaitMs) + durationMs;
        expect(ends.map((end) => [end.atMs, end.attempts])).toEqual(items.map(() => [atMs, failures + 1]));
      },
    ),
  );
});

it('without failures is done with the first try', () => {
  fc.assert(
    fc.property(policies, fc.integer({ min: 1, max: 40 }), (policy, count) => {
      const items = Array.from({ length: count }, (_, index) => ({ id: `${index}`, failFirst: 0 }));
      const { attempts, ends } = predictShard(policy, { items, durationMs: 100 });
      expect(attempts).toHaveLength(Math.ceil(count / policy.batchSize));
      expect(ends.map(({ where, attempts: tries }) => [where, tries])).toEqual(items.map(() => ['done', 1]));
    }),
  );
});

const PATIENT = {
  batchSize: 100,
  maximumRecordAgeSeconds: -1,
  maximumRetryAttempts: -1,
  bisectBatchOnFunctionError: false,
  reportBatchItemFailures: false,
  hasOnFailure: false,
  retentionSeconds: 86_400,
  functionTimeoutSeconds: 60,
  retryWaitMs: 1000,
};

function pairs({ attempts }: Prediction) {
  return attempts.slice(1).flatMap((attempt, index) => {
    const before = attempts[index];
    return before ? [[before, attempt] as const] : [];
  });
}

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findBrokenLaws } from '#test/factories/retry/laws';
import { batchPatterns, idsOf } from '#test/factories/retry/patterns';
import { BatchPolicySchema } from './batch-schema.ts';
import { predictBatches } from './predict-batches.ts';

const policies = fc
  .record({
    handling: fc.constantFrom('throws', 'deletes-and-throws', 'reports', 'swallows'),
    batchSize: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 100 })),
    batchingWindowSeconds: fc.constantFrom(0, 0, 1, 60, 300),
    visibilityTimeoutSeconds: fc.integer({ min: 1, max: 900 }),
    messageRetentionSeconds: fc.integer({ min: 60, max: 10_000 }),
    delaySeconds: fc.integer({ min: 0, max: 60 }),
    maxReceiveCount: fc.option(fc.integer({ min: 1, max: 6 })),
    functionTimeoutSeconds: fc.integer({ min: 1, max: 900 }),
  })
  .map((policy) => ({
    ...policy,
    batchSize: policy.batchingWindowSeconds === 0 ? Math.min(policy.batchSize, 10) : policy.batchSize,
    functionTimeoutSeconds: Math.min(policy.functionTimeoutSeconds, policy.visibilityTimeoutSeconds),
  }));

it('holds to the laws of every prediction, and to those of its handling', () => {
  fc.assert(
    fc.property(policies, batchPatterns(25), (policy, pattern) => {
      expect(BatchPolicySchema.safeParse(policy).success).toBe(true);
      const prediction = predictBatches(policy, pattern);
      expect(findBrokenLaws(prediction, idsOf(pattern))).toEqual([]);
      for (const { items } of prediction.attempts) expect(items.length).toBeLessThanOrEqual(policy.batchSize);
      for (const end of prediction.ends) {
        expect(end.attempts).toBeLessThanOrEqual(policy.maxReceiveCount ?? Infinity);
        expect(end.where !== 'lost' || policy.handling === 'swallows').toBe(true);
        expect(end.where !== 'dead-lettered' || end.attempts === policy.maxReceiveCount).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

it('that reports, keeps healthy messages out of the trouble of others', () => {
  fc.assert(
    fc.property(policies, batchPatterns(25), (policy, pattern) => {
      const kept = { ...policy, handling: 'reports' as const, messageRetentionSeconds: 1_209_600 };
      const healthy = new Set(pattern.items.filter(({ failFirst }) => failFirst === 0).map(({ id }) => id));
      const { ends } = predictBatches({ ...kept, maxReceiveCount: 3 }, { ...pattern, durationMs: 0 });
      const spared = ends.filter(({ where, attempts }) => where === 'done' && attempts === 1);
      expect(new Set(spared.map(({ item }) => item))).toEqual(healthy);
    }),
  );
});

it('without failures is done with the first try, however errors are handled', () => {
  fc.assert(
    fc.property(policies, fc.integer({ min: 1, max: 40 }), (policy, count) => {
      const items = Array.from({ length: count }, (_, index) => ({ id: `${index}`, failFirst: 0 }));
      const { attempts, ends } = predictBatches(
        { ...policy, messageRetentionSeconds: 3600 },
        { items, durationMs: 100 },
      );
      expect(attempts).toHaveLength(Math.ceil(count / policy.batchSize));
      expect(ends.map(({ where, attempts: tries }) => [where, tries])).toEqual(items.map(() => ['done', 1]));
    }),
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { predictBatches } from '#lib/retry/batch/predict-batches';
import type { BatchPolicy } from '#lib/retry/batch/types';
import { comparePrediction } from '#lib/retry/compare-prediction';
import type { BatchPattern } from '#lib/retry/types';
import { batchPatterns, idsOf } from '#test/factories/retry/patterns';
import { type Delivery, type Reaction, runQueue } from './run-queue.ts';

const policies: fc.Arbitrary<BatchPolicy> = fc
  .record({
    handling: fc.constantFrom('throws', 'deletes-and-throws', 'reports', 'swallows'),
    batchSize: fc.integer({ min: 1, max: 20 }),
    batchingWindowSeconds: fc.constantFrom(0, 0, 1, 30),
    visibilityTimeoutSeconds: fc.integer({ min: 1, max: 90 }),
    messageRetentionSeconds: fc.integer({ min: 60, max: 900 }),
    delaySeconds: fc.constantFrom(0, 0, 15),
    maxReceiveCount: fc.option(fc.integer({ min: 1, max: 4 })),
    functionTimeoutSeconds: fc.integer({ min: 1, max: 60 }),
  })
  .map((policy) => ({
    ...policy,
    batchSize: policy.batchingWindowSeconds === 0 ? Math.min(policy.batchSize, 10) : policy.batchSize,
    functionTimeoutSeconds: Math.min(policy.functionTimeoutSeconds, policy.visibilityTimeoutSeconds),
  }));

/** What a function that handles batches like this does; written apart from the model. */
function reactionTo(policy: BatchPolicy, pattern: BatchPattern, batch: Delivery[]): Reaction {
  const timeoutMs = policy.functionTimeoutSeconds * 1000;
  if (pattern.durationMs > timeoutMs) return { outcome: 'timed-out', lengthMs: timeoutMs };
  const failFirst = new Map(pattern.items.map((item) => [item.id, item.failFirst ?? Infinity]));
  const lengthMs = pattern.durationMs;
  const failed: string[] = [];
  const done: string[] = [];
  // A standard queue may give messages back in any order: the function has its own.
  const inOrder = idsOf(pattern).flatMap((id) => batch.filter((delivery) => delivery.id === id));
  for (const { id, receiveCount } of inOrder) {
    const fails = receiveCount <= (failFirst.get(id) ?? 0);
    if (fails && policy.handling === 'throws') return { outcome: 'failed', lengthMs };
    if (fails && policy.handling === 'deletes-and-throws')
      return { outcome: 'failed', lengthMs, deletes: done };
    (fails ? failed : done).push(id);
  }
  if (failed.length === 0) return { outcome: 'succeeded', lengthMs, answer: null };
  if (policy.handling === 'swallows') return { outcome: 'swallowed', lengthMs, answer: null, lost: failed };
  const batchItemFailures = batch
    .filter(({ id }) => failed.includes(id))
    .map(({ messageId }) => ({ itemIdentifier: messageId }));
  return { outcome: 'partly-failed', lengthMs, answer: { batchItemFailures } };
}

it('the queue and its poller do to batches what is predicted, attempt by attempt', async () => {
  await fc.assert(
    fc.asyncProperty(policies, batchPatterns(20), async (policy, { items, durationMs }) => {
      // One batch: which messages of several share one when they return is up to the queue.
      const pattern = {
        items: items.slice(0, policy.batchSize),
        durationMs: (durationMs % 70) * 1000 + 7,
      };
      const run = await runQueue(
        { ...policy, reportBatchItemFailures: policy.handling === 'reports' },
        {
          ids: idsOf(pattern),
          react: (batch) => reactionTo(policy, pattern, batch),
          untilMs: 1_500_000,
        },
      );
      expect(comparePrediction(predictBatches(policy, pattern), run, { toleranceMs: 0 })).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

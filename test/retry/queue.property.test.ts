import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparePrediction } from '#lib/retry/compare-prediction';
import { predictReceives } from '#lib/retry/sqs/predict-receives';
import type { QueuePolicy } from '#lib/retry/sqs/types';
import type { Prediction, Step, StepPattern } from '#lib/retry/types';
import { type Reaction, runQueue } from './run-queue.ts';

const policies: fc.Arbitrary<QueuePolicy> = fc
  .record({
    visibilityTimeoutSeconds: fc.integer({ min: 1, max: 120 }),
    messageRetentionSeconds: fc.integer({ min: 60, max: 600 }),
    delaySeconds: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100 })),
    maxReceiveCount: fc.option(fc.integer({ min: 1, max: 5 })),
    consumer: fc.constant<'function'>('function'),
    timeoutSeconds: fc.integer({ min: 1, max: 120 }),
  })
  .map((policy) => ({
    ...policy,
    timeoutSeconds: Math.min(policy.timeoutSeconds, policy.visibilityTimeoutSeconds),
  }));

const patterns: fc.Arbitrary<StepPattern> = fc.record({
  steps: fc.array(fc.constantFrom('succeeds', 'fails', 'fails', 'hangs', 'throttled'), { maxLength: 6 }),
  // Not a whole number of seconds: nothing ends at the very moment at which a visibility timeout does.
  durationMs: fc.integer({ min: 0, max: 120 }).map((seconds) => seconds * 1000 + 7),
});

const SUCCESS = { outcome: 'succeeded', answer: null } as const;

/** What a function with this pattern does at a receive; written apart from the model. */
function reactionTo(policy: QueuePolicy, { steps, durationMs }: StepPattern, receiveCount: number): Reaction {
  const step: Step = steps[Math.min(receiveCount, steps.length) - 1] ?? 'succeeds';
  const timeoutMs = policy.timeoutSeconds * 1000;
  if (step === 'throttled') return { outcome: 'throttled', lengthMs: policy.visibilityTimeoutSeconds * 1000 };
  if (step === 'hangs' || (policy.consumer === 'function' && durationMs > timeoutMs))
    return { outcome: 'timed-out', lengthMs: timeoutMs };
  return { lengthMs: durationMs, ...(step === 'succeeds' ? SUCCESS : { outcome: 'failed' }) };
}

async function differencesOf(policy: QueuePolicy, pattern: StepPattern, prediction: Prediction) {
  const run = await runQueue(
    {
      ...policy,
      batchSize: 1,
      batchingWindowSeconds: 0,
      reportBatchItemFailures: false,
      functionTimeoutSeconds: policy.timeoutSeconds,
    },
    {
      ids: ['message'],
      react: ([delivery]) => reactionTo(policy, pattern, delivery?.receiveCount ?? 0),
      untilMs: 1_000_000,
    },
  );
  return comparePrediction(prediction, run, { toleranceMs: 0 });
}

it('the queue and its poller do to a message what is predicted, attempt by attempt', async () => {
  await fc.assert(
    fc.asyncProperty(policies, patterns, async (policy, pattern) => {
      const prediction = predictReceives(policy, pattern);
      expect(await differencesOf(policy, pattern, prediction)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it('also when the consumer is slower than the visibility timeout', async () => {
  const slow = policies.map((policy) => ({ ...policy, consumer: 'poller' as const, timeoutSeconds: 3600 }));
  await fc.assert(
    fc.asyncProperty(slow, fc.integer({ min: 1, max: 3 }), async (policy, times) => {
      const steps = [...Array<Step>(times - 1).fill('fails'), 'succeeds'] as const;
      // Up to twice as slow: the engine has two batches at a time after a failure.
      const pattern = { steps, durationMs: policy.visibilityTimeoutSeconds * 1700 + 7 };
      const prediction = predictReceives(policy, pattern);
      expect(await differencesOf(policy, pattern, prediction)).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { predictEvent } from '#lib/retry/async-invocation/predict-event';
import type { EventPolicy } from '#lib/retry/async-invocation/types';
import { comparePrediction } from '#lib/retry/compare-prediction';
import type { Step, StepPattern } from '#lib/retry/types';
import { eventPolicies, stepPatterns } from '#test/factories/retry/patterns';
import { runEvent } from './run-event.ts';

/** What a function with this pattern does at a try; written apart from the model. */
function reactionTo(policy: EventPolicy, { steps, durationMs }: StepPattern, attempt: number) {
  const step: Step = steps[Math.min(attempt, steps.length) - 1] ?? 'succeeds';
  const timeoutMs = policy.functionTimeoutSeconds * 1000;
  if (step === 'throttled') return { outcome: 'throttled', lengthMs: 0 } as const;
  if (step === 'hangs' || durationMs > timeoutMs)
    return { outcome: 'timed-out', lengthMs: timeoutMs } as const;
  return { outcome: step === 'succeeds' ? 'succeeded' : 'failed', lengthMs: durationMs } as const;
}

it('the engine does to an event what is predicted, attempt by attempt, and sends it where it should', async () => {
  // Six hours of throttles are many turns of the clock; an hour has all of the waits.
  const policies = eventPolicies.map((policy) => ({
    ...policy,
    maximumEventAgeSeconds: Math.min(policy.maximumEventAgeSeconds, 3600),
  }));
  await fc.assert(
    fc.asyncProperty(policies, stepPatterns, async (policy, pattern) => {
      const prediction = predictEvent(policy, pattern);
      const [end] = prediction.ends;
      if (!end) throw new Error('no end');
      const run = await runEvent(
        policy,
        (attempt) => reactionTo(policy, pattern, attempt),
        end.atMs + 400_000,
      );
      const differences = comparePrediction({ ...prediction, ends: [] }, run, { toleranceMs: 0 });
      expect(differences).toEqual([]);

      expect(Object.keys(run.arrived).toSorted()).toEqual(end.deliveredTo.toSorted());
      for (const [name, messages] of Object.entries(run.arrived)) {
        expect(messages).toMatchObject([{ atMs: end.atMs }]);
        const approximateInvokeCount = name === 'on-success' ? 1 : end.attempts;
        const expected =
          name === 'dead-letter-queue'
            ? { a: 1 }
            : { requestContext: { condition: end.condition, approximateInvokeCount } };
        expect(messages.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([expected]);
      }
    }),
    { numRuns: 200 },
  );
});

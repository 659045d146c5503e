import * as fc from 'fast-check';
import type { EventPolicy } from '#lib/retry/async-invocation/types';
import type { BatchPattern, StepPattern } from '#lib/retry/types';

/** Failure patterns of one message or event. */
export const stepPatterns: fc.Arbitrary<StepPattern> = fc.record({
  steps: fc.array(fc.constantFrom('succeeds', 'fails', 'hangs', 'throttled'), { maxLength: 8 }),
  durationMs: fc.oneof(fc.nat(2000), fc.nat(1_000_000)),
});

/** Failure patterns of up to `maxItems` messages or records, healthy ones, failing ones and poison. */
export function batchPatterns(maxItems: number): fc.Arbitrary<BatchPattern> {
  return fc.record({
    items: fc
      .array(fc.constantFrom(0, 0, 0, 1, 2, 5, null), { minLength: 1, maxLength: maxItems })
      .map((failures) => failures.map((failFirst, index) => ({ id: `r${index + 1}`, failFirst }))),
    durationMs: fc.oneof(fc.nat(2000), fc.nat(1_000_000)),
  });
}

export const idsOf = ({ items }: Pick<BatchPattern, 'items'>): string[] => items.map(({ id }) => id);

/** Policies of asynchronous invocation within AWS's bounds, many of them with a short life. */
export const eventPolicies: fc.Arbitrary<EventPolicy> = fc.record({
  maximumRetryAttempts: fc.nat(2),
  maximumEventAgeSeconds: fc.oneof(fc.integer({ min: 60, max: 400 }), fc.integer({ min: 60, max: 21_600 })),
  functionTimeoutSeconds: fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 900 })),
  hasDeadLetterQueue: fc.boolean(),
  hasOnSuccess: fc.boolean(),
  hasOnFailure: fc.boolean(),
  isStopped: fc.constantFrom(false, false, false, true),
});

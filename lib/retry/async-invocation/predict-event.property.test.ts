import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { findBrokenLaws } from '#test/factories/retry/laws';
import { eventPolicies, stepPatterns } from '#test/factories/retry/patterns';
import { EventPolicySchema } from './event-schema.ts';
import { predictEvent } from './predict-event.ts';

/** One second, doubled a few times, or five minutes. */
const isBackoff = (ms: number) => ms === 300_000 || (ms <= 256_000 && Number.isInteger(Math.log2(ms / 1000)));

it('holds to the laws of every prediction, and to those of an event', () => {
  fc.assert(
    fc.property(eventPolicies, stepPatterns, (policy, pattern) => {
      expect(EventPolicySchema.safeParse(policy).success).toBe(true);
      const prediction = predictEvent(policy, pattern);
      expect(findBrokenLaws(prediction, ['event'])).toEqual([]);
      expect(prediction.omittedAttempts).toBe(0);
      const runs = prediction.attempts.filter(({ outcome }) => outcome !== 'throttled').length;
      expect(prediction.ends[0]?.attempts).toBe(runs);
      expect(runs).toBeLessThanOrEqual(policy.maximumRetryAttempts + 1);
      for (const { atMs } of prediction.attempts)
        expect(atMs).toBeLessThan(policy.maximumEventAgeSeconds * 1000);
    }),
    { numRuns: 1000 },
  );
});

it('waits one second to five minutes after a throttle, one or two minutes after a failure', () => {
  fc.assert(
    fc.property(eventPolicies, stepPatterns, (policy, pattern) => {
      const { attempts } = predictEvent(policy, pattern);
      for (const [index, attempt] of attempts.slice(1).entries()) {
        const before = attempts[index];
        const waitedMs = attempt.atMs - (before?.endsAtMs ?? 0);
        const isThrottled = before?.outcome === 'throttled';
        const isAllowed = isThrottled ? isBackoff(waitedMs) : [60_000, 120_000].includes(waitedMs);
        expect(isAllowed).toBe(true);
      }
    }),
  );
});

it('without failures is done with the first try', () => {
  fc.assert(
    fc.property(eventPolicies, (policy) => {
      const { attempts, ends } = predictEvent({ ...policy, isStopped: false }, { steps: [], durationMs: 20 });
      expect(attempts).toHaveLength(1);
      expect(ends).toMatchObject([{ isProcessed: true, atMs: 20, attempts: 1 }]);
    }),
  );
});

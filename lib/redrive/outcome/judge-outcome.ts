import type { LatestAttempt } from '#lib/attempts/types';
import type { MessageOutcome } from '../types.ts';

/** What is known of the queue a copy went to; null where it went to a function or into a file, or the queue cannot be read. */
export interface TargetFacts {
  maxReceiveCount: number | null;
  retentionSeconds: number;
}

/** A consumer that has recorded nothing for so long may record nothing at all. */
const SILENT_AFTER_MS = 15 * 60_000;
/** After this nobody waits for a record any more. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;

/**
 * What has become of a copy sent at `sentAtMs`, by the latest attempt its consumer recorded. Without a record it is pending; after a quarter of
 * an hour only if its consumer is known to record (`isInstrumented`).
 */
export function judgeOutcome(
  attempt: LatestAttempt | undefined,
  { sentAtMs, nowMs, target, isInstrumented }: JudgedCopy,
): MessageOutcome {
  if (!target) return 'unknown';
  if (attempt?.outcome === 'succeeded') return 'succeeded';
  const ageMs = nowMs - sentAtMs;
  if (attempt) {
    const { maxReceiveCount } = target;
    if (maxReceiveCount !== null && attempt.receiveCount >= maxReceiveCount) return 'deadAgain';
    return ageMs > target.retentionSeconds * 1000 ? 'expired' : 'failingAgain';
  }
  // Who records nothing may have processed it long ago.
  if (isInstrumented && ageMs > target.retentionSeconds * 1000) return 'expired';
  if (ageMs > GIVEN_UP_AFTER_MS || (ageMs > SILENT_AFTER_MS && !isInstrumented)) return 'unknown';
  return 'pending';
}

interface JudgedCopy {
  sentAtMs: number;
  nowMs: number;
  target: TargetFacts | null;
  isInstrumented: boolean;
}

/** Outcomes that do not change any more. */
export function isFinal(outcome: MessageOutcome): boolean {
  return outcome === 'succeeded' || outcome === 'deadAgain' || outcome === 'expired';
}

import { normaliseMessage } from '#lib/attempts/fingerprint/normalise-message';
import { readLatestAttempts } from '#lib/attempts/read/latest-attempts';
import type { LatestAttempt } from '#lib/attempts/types';
import type { Context } from '#lib/context';
import type { Lineage } from '#lib/redrive/lineage';
import type { FailedMessage } from './read-failed.ts';

/** What failures with one fingerprint have in common. */
type Cause = Pick<LatestAttempt, 'outcome' | 'error'>;

/** Causes that have been looked up, each once, by one of its failures. */
export interface KnownCauses {
  /** Looks up those of `failed` that are not known. */
  learn(failed: readonly FailedMessage[]): Promise<void>;
  /** The latest attempt of a message, as far as the index and its cause tell; null when its cause could not be looked up. */
  attemptOf(failed: FailedMessage, lineage: Lineage | null): LatestAttempt | null;
}

/** `signal` ends a lookup that is under way. */
export function createKnownCauses(ctx: Context, signal: AbortSignal): KnownCauses {
  const causes = new Map<string, Cause>();
  return {
    async learn(failed) {
      const samples = new Map<string, string>();
      for (const { fingerprint, messageId } of failed) {
        if (!causes.has(fingerprint)) samples.set(fingerprint, messageId);
      }
      if (samples.size === 0) return;
      const found = await readLatestAttempts({ ctx, input: { messageIds: samples.values(), signal } });
      // One that was retried meanwhile may fail for another reason by now.
      for (const { outcome, error } of found.values()) {
        if (error) causes.set(error.fingerprint, { outcome, error: withoutValues(error) });
      }
    },
    attemptOf({ messageId, fingerprint, receiveCount, startedAtMs }, lineage) {
      const cause = causes.get(fingerprint);
      if (!cause) return null;
      return {
        messageId,
        rootId: lineage?.root ?? messageId,
        attempt: receiveCount + (lineage?.receives ?? 0),
        receiveCount,
        startedAtMs,
        durationMs: null,
        ...cause,
      };
    },
  };
}

/** What is said of all failures must not have the numbers of one of them. */
function withoutValues(error: NonNullable<LatestAttempt['error']>): LatestAttempt['error'] {
  return { ...error, message: normaliseMessage(error.message) };
}

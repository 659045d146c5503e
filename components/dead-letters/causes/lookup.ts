import type { LatestAttempt } from '#lib/attempts/types';

/** What is known of the latest attempts of the messages that were read. */
export interface Lookup {
  /** By message id; a message without a record is not in it. */
  latest: ReadonlyMap<string, LatestAttempt>;
  /** `joined`: who is not in `latest` has no record. `unavailable`: of who is not in it nothing is known. */
  state: 'under-way' | 'joined' | 'unavailable';
  /** Why nothing is known; null where something is. */
  reason: string | null;
}

/** In the place of a fingerprint: no failure of the message was recorded. */
export const NO_CAUSE = 'none';

/** Fingerprint of the message's latest failure, or {@link NO_CAUSE}; null while that is not known. */
export function causeOf(messageId: string, { latest, state }: Lookup): string | null {
  const attempt = latest.get(messageId);
  if (attempt) return attempt.error?.fingerprint ?? NO_CAUSE;
  return state === 'joined' ? NO_CAUSE : null;
}

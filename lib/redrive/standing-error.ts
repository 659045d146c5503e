import { DomainError } from '#lib/errors';

const STANDING: ReadonlySet<string> = new Set(['access-denied', 'no-credentials', 'queue-not-found']);

/** Whether an error, or the one it comes from, lasts until somebody does something about it. */
export function isStanding(error: unknown): error is DomainError {
  if (!(error instanceof DomainError)) return false;
  return STANDING.has(error.code) || isStanding(error.cause);
}

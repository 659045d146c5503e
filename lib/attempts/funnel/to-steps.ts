import { ATTEMPT_LABELS } from '../metrics/attempt-label.ts';
import type { FunnelStep } from '../types.ts';

/** Attempts and failures of one attempt number, as counted. */
export interface AttemptTotal {
  attempt: string;
  attempts: number;
  failures: number;
}

/**
 * One step for every attempt number that occurred, and for those that the queue allows and nobody needed, in order. None at all when
 * nothing was counted. What was counted late may leave more failures than attempts in a window: never fewer than no successes.
 */
export function toSteps(totals: readonly AttemptTotal[], maxReceiveCount: number | null): FunnelStep[] {
  if (totals.length === 0) return [];
  const byLabel = new Map(totals.map((total) => [total.attempt, total]));
  const lastNeeded = Math.max(
    ...totals.map(({ attempt }) => ATTEMPT_LABELS.findIndex((label) => label === attempt)),
  );
  const lastAllowed = Math.min(maxReceiveCount ?? 1, ATTEMPT_LABELS.length) - 1;
  return ATTEMPT_LABELS.slice(0, Math.max(lastNeeded, lastAllowed) + 1).map((attempt) => {
    const { attempts, failures } = byLabel.get(attempt) ?? { attempts: 0, failures: 0 };
    return { attempt, attempts, succeeded: Math.max(0, attempts - failures), failed: failures };
  });
}

import { ATTEMPT_LABELS, attemptLabel, type AttemptLabel } from './attempt.ts';

/** What one batch of one queue did, for one attempt number. */
export interface AttemptCount {
  queue: string;
  attempt: AttemptLabel;
  attempts: number;
  /** As many as `attempts`, except on the first attempt, which is not a retry. */
  retries: number;
  failures: number;
}

export interface AttemptCounts {
  add(outcome: { queue: string; attempt: number; failed: boolean }): void;
  /** One entry per queue and attempt number seen, by attempt number. */
  list(): AttemptCount[];
}

export function createAttemptCounts(): AttemptCounts {
  const counts = new Map<string, AttemptCount>();
  return {
    add({ queue, attempt, failed }) {
      const label = attemptLabel(attempt);
      const key = `${queue} ${label}`;
      const count = counts.get(key) ?? { queue, attempt: label, attempts: 0, retries: 0, failures: 0 };
      count.attempts += 1;
      if (attempt > 1) count.retries += 1;
      if (failed) count.failures += 1;
      counts.set(key, count);
    },
    list: () =>
      [...counts.values()].toSorted(
        (a, b) => ATTEMPT_LABELS.indexOf(a.attempt) - ATTEMPT_LABELS.indexOf(b.attempt),
      ),
  };
}

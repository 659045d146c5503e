import { ATTEMPT_LABELS, attemptLabel, type AttemptLabel } from './attempt-label.ts';

/** How one attempt ended, as far as it is counted. */
export interface CountedAttempt {
  queue: string;
  attempt: number;
  receiveCount: number;
  failed: boolean;
}

/** What one batch of one queue did, for one attempt number. */
export interface AttemptCount {
  queue: string;
  attempt: AttemptLabel;
  attempts: number;
  /** As many as `attempts`, except on the first attempt, which is not a retry. */
  retries: number;
  failures: number;
}

/** Failures of one queue at one receive count. */
export interface ReceiveFailures {
  queue: string;
  receive: AttemptLabel;
  failures: number;
}

export interface AttemptCounts {
  byAttempt: AttemptCount[];
  failuresByReceive: ReceiveFailures[];
}

/**
 * Counts by queue and number, in the order of the numbers, without lines that are all zero. What was `published` before of the
 * same batch is taken off: after a time-out that was none, the sums are right again.
 */
export function countAttempts(
  attempts: readonly CountedAttempt[],
  published: readonly CountedAttempt[] = [],
): AttemptCounts {
  const byAttempt = new Map<string, AttemptCount>();
  const byReceive = new Map<string, ReceiveFailures>();
  const add = ({ queue, attempt: number, receiveCount, failed }: CountedAttempt, by: 1 | -1) => {
    const attempt = attemptLabel(number);
    const count = byAttempt.get(`${queue} ${attempt}`) ?? {
      queue,
      attempt,
      attempts: 0,
      retries: 0,
      failures: 0,
    };
    byAttempt.set(`${queue} ${attempt}`, count);
    count.attempts += by;
    if (number > 1) count.retries += by;
    if (!failed) return;
    count.failures += by;
    const receive = attemptLabel(receiveCount);
    const failures = byReceive.get(`${queue} ${receive}`) ?? { queue, receive, failures: 0 };
    byReceive.set(`${queue} ${receive}`, failures);
    failures.failures += by;
  };
  for (const attempt of attempts) add(attempt, 1);
  for (const attempt of published) add(attempt, -1);
  return {
    byAttempt: inOrder(byAttempt, ({ attempt }) => attempt).filter(
      (count) => count.attempts !== 0 || count.failures !== 0,
    ),
    failuresByReceive: inOrder(byReceive, ({ receive }) => receive).filter(({ failures }) => failures !== 0),
  };
}

function inOrder<Count>(
  counts: ReadonlyMap<string, Count>,
  labelOf: (count: Count) => AttemptLabel,
): Count[] {
  return [...counts.values()].toSorted(
    (a, b) => ATTEMPT_LABELS.indexOf(labelOf(a)) - ATTEMPT_LABELS.indexOf(labelOf(b)),
  );
}

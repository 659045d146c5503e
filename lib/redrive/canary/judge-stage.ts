import type { JudgedEntry } from '../outcome/look-up-copies.ts';
import { NO_OUTCOME } from '../jobs/job-record.ts';
import type { JobOutcome } from '../types.ts';

/** A message of a stage that could not even be moved. */
export interface StageFailure {
  message: string;
}

export type StageVerdict =
  | { kind: 'go-on' }
  /** Not all outcomes are known yet. */
  | { kind: 'wait' }
  | { kind: 'stop'; reason: string };

export function countOutcomes(copies: readonly JudgedEntry[]): JobOutcome {
  const counts = { ...NO_OUTCOME };
  for (const { outcome } of copies) counts[outcome] += 1;
  return counts;
}

/**
 * Whether the job may go on after a stage. It stops when a moved message fails of the cause it had before (`causesBefore`: fingerprints by
 * old message id), or when more than `maxFailureRatio` of the stage's messages failed again, died again, expired or could not be moved.
 */
export function judgeStage({
  copies,
  failures,
  causesBefore,
  maxFailureRatio,
}: {
  copies: readonly JudgedEntry[];
  failures: readonly StageFailure[];
  causesBefore: ReadonlyMap<string, string>;
  maxFailureRatio: number;
}): StageVerdict {
  const size = copies.length + failures.length;
  if (size === 0) return { kind: 'go-on' };
  const failed = copies.filter(({ outcome }) => FAILED.has(outcome));
  const returned = failed.find(
    ({ entry, attempt }) => attempt?.error && causesBefore.get(entry.messageId) === attempt.error.fingerprint,
  );
  if (returned?.attempt?.error) {
    const { name, message } = returned.attempt.error;
    return { kind: 'stop', reason: `The same cause came back: ${name}: ${message}` };
  }
  const bad = failed.length + failures.length;
  if (bad > size * maxFailureRatio) {
    return { kind: 'stop', reason: explain({ bad, size, failed, failures, maxFailureRatio }) };
  }
  const isOpen = copies.some(({ outcome }) => outcome === 'pending' || outcome === 'unknown');
  return { kind: isOpen ? 'wait' : 'go-on' };
}

const FAILED: ReadonlySet<string> = new Set(['failingAgain', 'deadAgain', 'expired']);

function explain(stage: {
  bad: number;
  size: number;
  failed: readonly JudgedEntry[];
  failures: readonly StageFailure[];
  maxFailureRatio: number;
}): string {
  const { bad, size, failed, failures, maxFailureRatio } = stage;
  const limit = maxFailureRatio === 0 ? 'none may' : `at most ${Math.round(maxFailureRatio * 100)} % may`;
  const error = failed.find(({ attempt }) => attempt?.error)?.attempt?.error;
  const example = error ? `${error.name}: ${error.message}` : failures[0]?.message;
  return `${bad} of ${size} failed, and ${limit}${example === undefined ? '.' : `. One of them: ${example}`}`;
}

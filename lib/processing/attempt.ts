import { parseLineage } from '#lib/redrive/lineage';

/** Attempt numbers from this one on share one metric dimension, so that a poison message cannot mint series. */
const FIRST_POOLED_ATTEMPT = 10;

/** Values of the `Attempt` dimension, in order. */
export const ATTEMPT_LABELS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10+'] as const;

export type AttemptLabel = (typeof ATTEMPT_LABELS)[number];

/**
 * Number of this attempt, 1 for the first, counted over redrives: this delivery's receive count plus the deliveries
 * noted in the lineage attribute. A receive count that is missing or unreadable counts as 1.
 */
export function attemptNumber(receiveCount: string | undefined, lineage: string | undefined): number {
  const receives = Number(receiveCount);
  const current = Number.isSafeInteger(receives) && receives > 0 ? receives : 1;
  return current + (parseLineage(lineage)?.receives ?? 0);
}

export function attemptLabel(attempt: number): AttemptLabel {
  const index = Math.min(Math.max(attempt, 1), FIRST_POOLED_ATTEMPT) - 1;
  return ATTEMPT_LABELS[index] ?? '10+';
}

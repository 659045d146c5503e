/** Numbers from this one on share one metric dimension, so that a poison message cannot mint series. */
const FIRST_POOLED = 10;

/** Values of the `Attempt` and `Receive` dimensions, in order. */
export const ATTEMPT_LABELS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10+'] as const;

export type AttemptLabel = (typeof ATTEMPT_LABELS)[number];

/** The dimension's value for the attempt or receive of this number. */
export function attemptLabel(number: number): AttemptLabel {
  const index = Math.min(Math.max(number, 1), FIRST_POOLED) - 1;
  return ATTEMPT_LABELS[index] ?? '10+';
}

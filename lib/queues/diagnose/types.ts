/** `danger`: messages are or will be lost or stuck. `warning`: retries do not work as they should. `notice`: worth knowing. */
export type FindingSeverity = 'danger' | 'warning' | 'notice';

/** Rules, in the order in which a person on call should read what they found. */
export const FINDING_RULES = [
  'expires-soon',
  'exhausted-not-moved',
  'expires-before-dead',
  'no-consumer',
  'dead-letter-queue-missing',
  'dead-letter-queue-type',
  'dead-letter-queue-consumed',
  'no-dead-letter-queue',
  'dead-letter-retention',
  'no-alarm',
  'visibility-timeout',
  'max-receive-count',
  'partial-batch-responses',
] as const;

export type FindingRule = (typeof FINDING_RULES)[number];

/** What is wrong with a queue's set-up, why that matters, and what to do. */
export interface Finding {
  rule: FindingRule;
  severity: FindingSeverity;
  /** Name of the queue it is about: the one that was asked for, or the one that takes its dead letters. */
  queue: string;
  /** A short statement with its numbers, without a full stop. */
  title: string;
  reason: string;
  fix: string;
}

/** How many findings of each severity a queue has, those about its dead-letter queue included. */
export type FindingCounts = Record<FindingSeverity, number>;

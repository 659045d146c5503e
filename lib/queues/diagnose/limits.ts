/** What SQS and Lambda allow and advise, and where this desk draws its own lines. */
export const DIAGNOSE_LIMITS = {
  /** Bound of MessageRetentionPeriod: 14 days. */
  maxRetentionSeconds: 1_209_600,
  /** SQS's default retention: 4 days. */
  defaultRetentionSeconds: 345_600,
  /** AWS's advice for a queue that feeds a function, besides the batching window. */
  visibilityTimeoutsPerFunctionTimeout: 6,
  /** With fewer, one throttled moment or one deployment is enough to dead-letter. */
  minReceives: 3,
  /** Lambda's advice. */
  advisedReceives: 5,
  /** SQS allows 1,000, and people who set such a number mean "never". */
  manyReceives: 500,
  /** A working day and a night to act in. */
  expiresSoonSeconds: 86_400,
  /** Of a queue that is no dead-letter queue, this part of its retention is soon, at most the above. */
  expiresSoonShare: 0.25,
} as const;

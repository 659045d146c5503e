/** CloudWatch metrics that a processor publishes and the desk reads. Sums of counts. */
export const PROCESSOR_METRICS = {
  namespace: 'Redrive',
  attempts: 'Attempts',
  retries: 'Retries',
  failures: 'Failures',
  /** Attempts that should have been written to the table and were not. */
  recordsLost: 'AttemptRecordsLost',
  /** Name of the queue. */
  queueDimension: 'Queue',
  /** Counted over redrives: `1` to `9` and `10+`. Of attempts, retries and failures. */
  attemptDimension: 'Attempt',
  /** SQS's own count, `1` to `9` and `10+`. Of failures: those at the last receive are the deaths. */
  receiveDimension: 'Receive',
} as const;

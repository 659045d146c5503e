/** CloudWatch metrics that a processor publishes and the desk reads. Sums of counts. */
export const PROCESSOR_METRICS = {
  namespace: 'Redrive',
  attempts: 'Attempts',
  retries: 'Retries',
  failures: 'Failures',
  /** Name of the queue. */
  queueDimension: 'Queue',
  /** `1` to `9` and `10+`. */
  attemptDimension: 'Attempt',
} as const;

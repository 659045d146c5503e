import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { AttemptCounts } from './attempt-counts.ts';
import { PROCESSOR_METRICS } from './metric-names.ts';

const metrics = new Metrics({ namespace: PROCESSOR_METRICS.namespace });
// Powertools adds a `service` dimension of its own; a series must be found by queue and number alone.
metrics.clearDefaultDimensions();

/**
 * Prints one EMF document per queue and attempt number, which also feeds the totals over all queues, and one per queue and
 * receive count that failed. `Retries` appears from the second attempt on.
 */
export function publishAttempts({ byAttempt, failuresByReceive }: AttemptCounts): void {
  for (const count of byAttempt) {
    metrics
      .addDimension(PROCESSOR_METRICS.queueDimension, count.queue)
      .addDimension(PROCESSOR_METRICS.attemptDimension, count.attempt)
      // A second set without dimensions: the total over all queues is then one series, not one per queue.
      .addDimensions({})
      .addMetric(PROCESSOR_METRICS.attempts, MetricUnit.Count, count.attempts)
      .addMetric(PROCESSOR_METRICS.failures, MetricUnit.Count, count.failures);
    if (count.retries !== 0) metrics.addMetric(PROCESSOR_METRICS.retries, MetricUnit.Count, count.retries);
    metrics.publishStoredMetrics();
  }
  for (const { queue, receive, failures } of failuresByReceive) {
    metrics
      .addDimension(PROCESSOR_METRICS.queueDimension, queue)
      .addDimension(PROCESSOR_METRICS.receiveDimension, receive)
      .addMetric(PROCESSOR_METRICS.failures, MetricUnit.Count, failures)
      .publishStoredMetrics();
  }
}

/** Prints how many attempts could not be written to the table. */
export function publishRecordsLost(lost: ReadonlyMap<string, number>): void {
  for (const [queue, count] of lost) {
    metrics
      .addDimension(PROCESSOR_METRICS.queueDimension, queue)
      .addMetric(PROCESSOR_METRICS.recordsLost, MetricUnit.Count, count)
      .publishStoredMetrics();
  }
}

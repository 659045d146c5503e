import type { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { AttemptCount } from '#lib/processing/attempt-counts';
import { PROCESSOR_METRICS } from '#lib/processing/metric-names';

const metrics = new Metrics({ namespace: PROCESSOR_METRICS.namespace });
// Powertools adds a `service` dimension of its own; a series must be found by queue and attempt alone.
metrics.clearDefaultDimensions();

/**
 * Prints one EMF document per queue and attempt number; each also feeds the totals over all queues. `Retries` appears from the second attempt on.
 * Never throws: what could not be published is logged, because metrics must not decide what happens to a message.
 */
export function publishAttempts({ counts, logger }: { counts: AttemptCount[]; logger: Logger }): void {
  for (const count of counts) {
    try {
      metrics
        .addDimension(PROCESSOR_METRICS.queueDimension, count.queue)
        .addDimension(PROCESSOR_METRICS.attemptDimension, count.attempt)
        // A second set without dimensions: the total over all queues is then one series, not one per queue.
        .addDimensions({})
        .addMetric(PROCESSOR_METRICS.attempts, MetricUnit.Count, count.attempts)
        .addMetric(PROCESSOR_METRICS.failures, MetricUnit.Count, count.failures);
      if (count.retries > 0) metrics.addMetric(PROCESSOR_METRICS.retries, MetricUnit.Count, count.retries);
      metrics.publishStoredMetrics();
    } catch (error) {
      logger.warn('metrics not published', {
        errorName: error instanceof Error ? error.name : 'UnknownError',
      });
    }
  }
}

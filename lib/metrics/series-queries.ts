import { ATTEMPT_LABELS, attemptLabel } from '#lib/attempts/metrics/attempt-label';
import { PROCESSOR_METRICS } from '#lib/attempts/metrics/metric-names';
import type { SeriesQuery } from './read-series.ts';
import type { Points } from './types.ts';

/** A metric SQS publishes of a queue. Depth and age are read at their peak: an average hides a short spike. */
export function sqsQuery(queue: string, metric: string, statistic: SeriesQuery['statistic']): SeriesQuery {
  return { namespace: 'AWS/SQS', metric, dimensions: { QueueName: queue }, statistic };
}

/** A count of the processor over all queues. */
export function processorTotalQuery(metric: string): SeriesQuery {
  return { namespace: PROCESSOR_METRICS.namespace, metric, dimensions: {}, statistic: 'Sum' };
}

/** Attempts of one queue by attempt number, then failures by attempt number, both in the order of the labels. */
export function attemptQueries(queue: string): SeriesQuery[] {
  return [PROCESSOR_METRICS.attempts, PROCESSOR_METRICS.failures].flatMap((metric) =>
    ATTEMPT_LABELS.map((label) => ({
      namespace: PROCESSOR_METRICS.namespace,
      metric,
      dimensions: { [PROCESSOR_METRICS.queueDimension]: queue, [PROCESSOR_METRICS.attemptDimension]: label },
      statistic: 'Sum' as const,
    })),
  );
}

/**
 * Failures of a queue at the last receive it allows: these messages died. None where the series of that receive count is shared
 * with others, or nothing is the last.
 */
export function deathQueries(queue: string, maxReceiveCount: number | null): SeriesQuery[] {
  const Receive = maxReceiveCount === null ? '10+' : attemptLabel(maxReceiveCount);
  if (Receive === '10+') return [];
  const { namespace, failures, queueDimension, receiveDimension } = PROCESSOR_METRICS;
  const dimensions = { [queueDimension]: queue, [receiveDimension]: Receive };
  return [{ namespace, metric: failures, dimensions, statistic: 'Sum' }];
}

/** Sum of what is known; null when nothing is. */
export function total(points: Points | undefined): number | null {
  const known = (points ?? []).filter((point) => point !== null);
  return known.length === 0 ? null : known.reduce((sum, point) => sum + point, 0);
}

/** The newest known point. */
export function latest(points: Points | undefined): number | null {
  return points?.findLast((point) => point !== null) ?? null;
}

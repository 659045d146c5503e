import type { Metric, MetricAlarm } from '@aws-sdk/client-cloudwatch';

/** What an alarm looks at of queues. */
export interface WatchedQueues {
  named: { queue: string; metric: string }[];
  /** It has a search or a query over SQS metrics, which finds queues by itself. */
  mayWatchAny: boolean;
}

const SQS_NAMESPACE = 'AWS/SQS';

/** The queues of a metric alarm: of its one metric, or of each metric that its expression computes with. */
export function watchedQueues(alarm: MetricAlarm): WatchedQueues {
  const metrics = alarm.Metrics ?? [];
  return {
    named: [alarm, ...metrics.map(({ MetricStat }) => MetricStat?.Metric ?? {})].flatMap(queueOf),
    mayWatchAny: metrics.some(({ Expression = '' }) => Expression.includes(SQS_NAMESPACE)),
  };
}

function queueOf({ Namespace, MetricName, Dimensions = [] }: Metric): WatchedQueues['named'] {
  const queue = Dimensions.find(({ Name }) => Name === 'QueueName')?.Value;
  return Namespace === SQS_NAMESPACE && MetricName && queue ? [{ queue, metric: MetricName }] : [];
}

import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { watchedQueues } from './watched-queues.ts';

const depth = {
  Namespace: 'AWS/SQS',
  MetricName: 'ApproximateNumberOfMessagesVisible',
  Dimensions: [{ Name: 'QueueName', Value: 'dlq' }],
};
const named = [{ queue: 'dlq', metric: 'ApproximateNumberOfMessagesVisible' }];

describe('watchedQueues', () => {
  it.each<[string, MetricAlarm, object]>([
    ['one metric', depth, { named, mayWatchAny: false }],
    [
      'an expression over metrics',
      {
        Metrics: [
          { Id: 'e', Expression: 'm1 + m2' },
          { Id: 'm1', MetricStat: { Metric: depth, Period: 60, Stat: 'Maximum' } },
          {
            Id: 'm2',
            MetricStat: { Metric: { ...depth, Namespace: 'AWS/Lambda' }, Period: 60, Stat: 'Maximum' },
          },
        ],
      },
      { named, mayWatchAny: false },
    ],
    [
      'a query that names no queue',
      {
        Metrics: [
          {
            Id: 'q',
            Expression:
              'SELECT MAX(ApproximateNumberOfMessagesVisible) FROM SCHEMA("AWS/SQS", QueueName) GROUP BY QueueName',
          },
        ],
      },
      { named: [], mayWatchAny: true },
    ],
    ['something else', { Namespace: 'AWS/Lambda', MetricName: 'Errors' }, { named: [], mayWatchAny: false }],
    ['all queues together', { ...depth, Dimensions: [] }, { named: [], mayWatchAny: false }],
    ['nothing', {}, { named: [], mayWatchAny: false }],
  ])('reads an alarm on %s', (_, alarm, watched) => {
    expect(watchedQueues(alarm)).toEqual(watched);
  });
});

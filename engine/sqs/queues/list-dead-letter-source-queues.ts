import type { JsonAction } from '../../core/action.ts';
import { formatQueueUrl, queueAt, type Sqs } from '../state/sqs.ts';
import { takePage } from './page.ts';

interface Input {
  QueueUrl: string;
  MaxResults?: number;
  NextToken?: string;
}

/** The queues whose redrive policy names this one. The member is `queueUrls`, with a small q. */
export function listDeadLetterSourceQueues(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'ListDeadLetterSourceQueues',
    shape: {
      type: 'structure',
      members: {
        QueueUrl: { type: 'string' },
        MaxResults: { type: 'integer' },
        NextToken: { type: 'string' },
      },
      required: ['QueueUrl'],
    },
    run({ QueueUrl, MaxResults, NextToken }, { endpoint }) {
      const names = namesOfSources(sqs, queueAt(sqs, QueueUrl).arn).toSorted();
      const { items, nextToken } = takePage(names, MaxResults, NextToken);
      return {
        queueUrls: items.map((name) => formatQueueUrl(sqs, endpoint, name)),
        ...(nextToken && { NextToken: nextToken }),
      };
    },
  };
}

/** Names of the queues that dead-letter into the queue with this ARN, in no order. */
export function namesOfSources(sqs: Sqs, deadLetterArn: string): string[] {
  const names: string[] = [];
  for (const queue of sqs.queues.values()) {
    if (queue.settings.redrivePolicy?.deadLetterTargetArn === deadLetterArn) names.push(queue.name);
  }
  return names;
}

import type { JsonAction } from '../../core/action.ts';
import { formatQueueUrl, type Sqs } from '../state/sqs.ts';
import { takePage } from './page.ts';

interface Input {
  QueueNamePrefix?: string;
  MaxResults?: number;
  NextToken?: string;
}

/** Queue URLs by name; the member is absent when there are none. */
export function listQueues(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'ListQueues',
    shape: {
      type: 'structure',
      members: {
        QueueNamePrefix: { type: 'string' },
        MaxResults: { type: 'integer' },
        NextToken: { type: 'string' },
      },
    },
    run({ QueueNamePrefix: prefix = '', MaxResults, NextToken }, { endpoint }) {
      const names = [...sqs.queues.keys()].filter((name) => name.startsWith(prefix)).toSorted();
      const { items, nextToken } = takePage(names, MaxResults, NextToken);
      return {
        ...(items.length > 0 && { QueueUrls: items.map((name) => formatQueueUrl(sqs, endpoint, name)) }),
        ...(nextToken && { NextToken: nextToken }),
      };
    },
  };
}

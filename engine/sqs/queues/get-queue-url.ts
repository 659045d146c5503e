import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { formatQueueUrl, type Sqs } from '../state/sqs.ts';

interface Input {
  QueueName: string;
  QueueOwnerAWSAccountId?: string;
}

export function getQueueUrl(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'GetQueueUrl',
    shape: {
      type: 'structure',
      members: { QueueName: { type: 'string' }, QueueOwnerAWSAccountId: { type: 'string' } },
      required: ['QueueName'],
    },
    run({ QueueName, QueueOwnerAWSAccountId: owner = sqs.account.accountId }, { endpoint }) {
      const queue = sqs.queues.get(QueueName);
      if (!queue || owner !== sqs.account.accountId) {
        throw new Fault('QueueDoesNotExist', 'The specified queue does not exist.');
      }
      sqs.metrics.active(queue);
      return { QueueUrl: formatQueueUrl(sqs, endpoint, queue.name) };
    },
  };
}

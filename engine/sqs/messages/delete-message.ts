import type { JsonAction } from '../../core/action.ts';
import { wake } from '../delivery/receive.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { deleteByHandle } from './receipt.ts';

interface Input {
  QueueUrl: string;
  ReceiptHandle: string;
}

export function deleteMessage(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'DeleteMessage',
    shape: {
      type: 'structure',
      members: { QueueUrl: { type: 'string' }, ReceiptHandle: { type: 'string' } },
      required: ['QueueUrl', 'ReceiptHandle'],
    },
    run({ QueueUrl, ReceiptHandle }) {
      const queue = queueAt(sqs, QueueUrl);
      deleteByHandle(sqs, queue, ReceiptHandle);
      sqs.metrics.deleted(queue, 1);
      wake(sqs, queue);
    },
  };
}

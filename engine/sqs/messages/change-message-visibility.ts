import type { JsonAction } from '../../core/action.ts';
import { wake } from '../delivery/receive.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { changeVisibility } from './visibility-timeout.ts';

interface Input {
  QueueUrl: string;
  ReceiptHandle: string;
  VisibilityTimeout: number;
}

export function changeMessageVisibility(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'ChangeMessageVisibility',
    shape: {
      type: 'structure',
      members: {
        QueueUrl: { type: 'string' },
        ReceiptHandle: { type: 'string' },
        VisibilityTimeout: { type: 'integer' },
      },
      required: ['QueueUrl', 'ReceiptHandle', 'VisibilityTimeout'],
    },
    run({ QueueUrl, ReceiptHandle, VisibilityTimeout }) {
      const queue = queueAt(sqs, QueueUrl);
      changeVisibility(sqs, queue, ReceiptHandle, VisibilityTimeout);
      wake(sqs, queue);
    },
  };
}

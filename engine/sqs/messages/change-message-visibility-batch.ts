import type { JsonAction } from '../../core/action.ts';
import { wake } from '../delivery/receive.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { checkBatch, forEachEntry } from './batch.ts';
import { changeVisibility } from './visibility-timeout.ts';

interface Input {
  QueueUrl: string;
  Entries: { Id: string; ReceiptHandle: string; VisibilityTimeout?: number }[];
}

/** An entry without a timeout takes the queue's. */
export function changeMessageVisibilityBatch(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'ChangeMessageVisibilityBatch',
    shape: {
      type: 'structure',
      members: {
        QueueUrl: { type: 'string' },
        Entries: {
          type: 'list',
          of: {
            type: 'structure',
            members: {
              Id: { type: 'string' },
              ReceiptHandle: { type: 'string' },
              VisibilityTimeout: { type: 'integer' },
            },
            required: ['Id', 'ReceiptHandle'],
          },
        },
      },
      required: ['QueueUrl', 'Entries'],
    },
    run({ QueueUrl, Entries }) {
      const queue = queueAt(sqs, QueueUrl);
      checkBatch(Entries, 'ChangeMessageVisibilityBatchRequestEntry');
      const queueTimeoutSeconds = queue.settings.visibilityTimeoutMs / 1000;
      const answer = forEachEntry(Entries, ({ Id, ReceiptHandle, VisibilityTimeout }) => {
        changeVisibility(sqs, queue, ReceiptHandle, VisibilityTimeout ?? queueTimeoutSeconds);
        return { Id };
      });
      wake(sqs, queue);
      return answer;
    },
  };
}

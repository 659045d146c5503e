import type { JsonAction } from '../../core/action.ts';
import { wake } from '../delivery/receive.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { checkBatch, forEachEntry } from './batch.ts';
import { deleteByHandle } from './receipt.ts';

interface Input {
  QueueUrl: string;
  Entries: { Id: string; ReceiptHandle: string }[];
}

export function deleteMessageBatch(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'DeleteMessageBatch',
    shape: {
      type: 'structure',
      members: {
        QueueUrl: { type: 'string' },
        Entries: {
          type: 'list',
          of: {
            type: 'structure',
            members: { Id: { type: 'string' }, ReceiptHandle: { type: 'string' } },
            required: ['Id', 'ReceiptHandle'],
          },
        },
      },
      required: ['QueueUrl', 'Entries'],
    },
    run({ QueueUrl, Entries }) {
      const queue = queueAt(sqs, QueueUrl);
      checkBatch(Entries, 'DeleteMessageBatchRequestEntry');
      const answer = forEachEntry(Entries, ({ Id, ReceiptHandle }) => {
        deleteByHandle(sqs, queue, ReceiptHandle);
        return { Id };
      });
      const deleted = answer.Successful?.length ?? 0;
      if (deleted > 0) sqs.metrics.deleted(queue, deleted);
      wake(sqs, queue);
      return answer;
    },
  };
}

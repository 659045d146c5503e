import type { JsonAction } from '../../core/action.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';

interface Input {
  QueueUrl: string;
  TagKeys: string[];
}

/** Takes tags away; keys that the queue does not have are ignored. */
export function untagQueue(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'UntagQueue',
    shape: {
      type: 'structure',
      members: { QueueUrl: { type: 'string' }, TagKeys: { type: 'list', of: { type: 'string' } } },
      required: ['QueueUrl', 'TagKeys'],
    },
    run({ QueueUrl, TagKeys }) {
      const queue = queueAt(sqs, QueueUrl);
      for (const key of TagKeys) queue.tags.delete(key);
      sqs.journal.queueChanged(queue);
    },
  };
}

import type { JsonAction } from '../../core/action.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { mergeTags } from './merge-tags.ts';

interface Input {
  QueueUrl: string;
  Tags: Record<string, string>;
}

export function tagQueue(sqs: Sqs): JsonAction<Input> {
  return {
    name: 'TagQueue',
    shape: {
      type: 'structure',
      members: { QueueUrl: { type: 'string' }, Tags: { type: 'map', of: { type: 'string' } } },
      required: ['QueueUrl', 'Tags'],
    },
    run({ QueueUrl, Tags }) {
      const queue = queueAt(sqs, QueueUrl);
      queue.tags = mergeTags(queue.tags, Tags);
      sqs.journal.queueChanged(queue);
    },
  };
}

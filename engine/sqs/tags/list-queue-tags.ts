import type { JsonAction } from '../../core/action.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { QUEUE_URL_SHAPE, type QueueUrlInput } from '../queues/queue-url-shape.ts';

/** The queue's tags; the member is absent when there are none. */
export function listQueueTags(sqs: Sqs): JsonAction<QueueUrlInput> {
  return {
    name: 'ListQueueTags',
    shape: QUEUE_URL_SHAPE,
    run({ QueueUrl }) {
      const { tags } = queueAt(sqs, QueueUrl);
      return tags.size > 0 ? { Tags: Object.fromEntries(tags) } : {};
    },
  };
}

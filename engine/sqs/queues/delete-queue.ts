import type { JsonAction } from '../../core/action.ts';
import { dismissWaiters } from '../delivery/receive.ts';
import { LIMITS } from '../limits.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { purge } from '../state/transitions.ts';
import { QUEUE_URL_SHAPE, type QueueUrlInput } from './queue-url-shape.ts';

/** Deletes the queue with all that is in it; receives that wait on it end empty. */
export function deleteQueue(sqs: Sqs): JsonAction<QueueUrlInput> {
  return {
    name: 'DeleteQueue',
    shape: QUEUE_URL_SHAPE,
    run({ QueueUrl }) {
      const queue = queueAt(sqs, QueueUrl);
      sqs.queues.delete(queue.name);
      const untilMs = sqs.clock.nowMs() + LIMITS.deletedNameMs;
      sqs.deletedUntilMs.set(queue.name, untilMs);
      sqs.journal.nameTaken(queue.name, untilMs);
      sqs.journal.queueDeleted(queue);
      queue.deleted = true;
      purge(queue);
      dismissWaiters(queue);
    },
  };
}

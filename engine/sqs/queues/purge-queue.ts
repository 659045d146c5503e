import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import { LIMITS } from '../limits.ts';
import { queueAt, type Sqs } from '../state/sqs.ts';
import { purge } from '../state/transitions.ts';
import { QUEUE_URL_SHAPE, type QueueUrlInput } from './queue-url-shape.ts';

/** Empties the queue at once, in-flight and delayed messages included; once in 60 seconds. */
export function purgeQueue(sqs: Sqs): JsonAction<QueueUrlInput> {
  return {
    name: 'PurgeQueue',
    shape: QUEUE_URL_SHAPE,
    run({ QueueUrl }) {
      const queue = queueAt(sqs, QueueUrl);
      const nowMs = sqs.clock.nowMs();
      if (nowMs - queue.lastPurgedAtMs < LIMITS.purgeIntervalMs) {
        throw new Fault(
          'PurgeQueueInProgress',
          `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
        );
      }
      queue.lastPurgedAtMs = nowMs;
      purge(queue);
      sqs.journal.queueChanged(queue);
    },
  };
}

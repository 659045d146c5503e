import { deduplicationKey } from '../state/deduplication.ts';
import type { Message } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import { queueByArn, type Sqs } from '../state/sqs.ts';
import { enter, leave, settle } from '../state/transitions.ts';

/** The queue that takes this queue's dead letters; undefined without a redrive policy or when that queue is gone. */
export function deadLetterQueueOf(sqs: Sqs, queue: Queue): Queue | undefined {
  const policy = queue.settings.redrivePolicy;
  return policy && queueByArn(sqs, policy.deadLetterTargetArn);
}

/**
 * Moves an exhausted message. It keeps its id, body, attributes, timestamps and receive count, which is not raised; a
 * standard queue's retention goes on from the first enqueue, a FIFO queue's starts again.
 */
export function deadLetter(source: Queue, target: Queue, message: Message, nowMs: number): void {
  settle(target, nowMs);
  leave(source, message);
  message.deadLetterSourceArn = source.arn;
  if (target.fifo) {
    message.deduplicationId = message.id;
    message.retentionStartMs = nowMs;
  }
  enter(target, message, nowMs, 0);
  if (target.fifo) {
    const sequenceNumber = message.sequenceNumber ?? '';
    const key = deduplicationKey(target, message.groupId, message.id);
    target.deduplication.remember(key, { messageId: message.id, sequenceNumber }, nowMs);
  }
}

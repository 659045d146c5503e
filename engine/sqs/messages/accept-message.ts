import { hash } from 'node:crypto';

import { type AcceptedSend, deduplicationKey } from '../state/deduplication.ts';
import { bodyOf, type Content, createMessage } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import type { Sqs } from '../state/sqs.ts';
import { enter, settle } from '../state/transitions.ts';

export interface Accepted {
  messageId: string;
  sequenceNumber: string | undefined;
  /** Nothing was stored: these are the ids of the first send. */
  isDuplicate: boolean;
}

/**
 * Puts checked content into the queue, visible after `delayMs`. On a FIFO queue a repeated deduplication id answers the
 * first send's ids and stores nothing.
 */
export function acceptMessage(
  sqs: Sqs,
  queue: Queue,
  content: Content,
  delayMs: number,
  nowMs: number,
): Accepted {
  settle(queue, nowMs);
  if (!queue.fifo) {
    const message = createMessage(sqs.ids.uuid(), content, nowMs);
    enter(queue, message, nowMs, delayMs);
    return { messageId: message.id, sequenceNumber: undefined, isDuplicate: false };
  }

  const deduplicationId = content.deduplicationId ?? hash('sha256', bodyOf(content), 'hex');
  const key = deduplicationKey(queue, content.groupId, deduplicationId);
  const first = queue.deduplication.find(key, nowMs);
  if (first) return { ...first, isDuplicate: true };
  const message = createMessage(sqs.ids.uuid(), { ...content, deduplicationId }, nowMs);
  enter(queue, message, nowMs, delayMs);
  const accepted: AcceptedSend = {
    messageId: message.id,
    sequenceNumber: message.sequenceNumber ?? '',
  };
  queue.deduplication.remember(key, accepted, nowMs);
  return { ...accepted, isDuplicate: false };
}

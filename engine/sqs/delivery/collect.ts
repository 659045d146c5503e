import { LIMITS } from '../limits.ts';
import type { Message } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import type { Sqs } from '../state/sqs.ts';
import { deliver, settle, showNow } from '../state/transitions.ts';
import { deadLetter, deadLetterQueueOf } from './dead-letter.ts';

export interface Collected {
  messages: Message[];
  /** The dead-letter queue when something was moved there on the way. */
  deadLetteredTo: Queue | undefined;
}

/**
 * One receive attempt: up to `maxMessages` visible messages, counted and hidden for `visibilityTimeoutMs` (0: not
 * hidden; undefined: the queue's).
 * Here, and nowhere else, a message that has been received as often as allowed goes to the dead-letter queue instead.
 */
export function collect(
  sqs: Sqs,
  queue: Queue,
  maxMessages: number,
  visibilityTimeoutMs: number | undefined,
  nowMs: number,
): Collected {
  settle(queue, nowMs);
  const hiddenMs = visibilityTimeoutMs ?? queue.settings.visibilityTimeoutMs;
  const messages: Message[] = [];
  const target = deadLetterQueueOf(sqs, queue);
  const maxReceiveCount = target ? (queue.settings.redrivePolicy?.maxReceiveCount ?? Infinity) : Infinity;
  let deadLetteredTo: Queue | undefined;

  while (messages.length < maxMessages && queue.inFlightCount < LIMITS.inFlightMessages) {
    const message = queue.ready.next(messages.at(-1), nowMs);
    if (!message) break;
    if (target && message.receiveCount >= maxReceiveCount) {
      deadLetter(queue, target, message, nowMs);
      deadLetteredTo = target;
      continue;
    }
    deliver(queue, message, nowMs, nowMs + hiddenMs);
    messages.push(message);
  }

  if (hiddenMs === 0) for (const message of messages) showNow(queue, message, nowMs);
  return { messages, deadLetteredTo };
}

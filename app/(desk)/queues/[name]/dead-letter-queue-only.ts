import { holdsDeadLetters } from '#components/queues/holds-dead-letters.ts';
import type { QueueDetail } from '#lib/queues/types';

/** It takes the dead letters of others and has no retries of its own. */
export function isDeadLetterQueueOnly(queue: QueueDetail): boolean {
  return holdsDeadLetters(queue) && queue.deadLetterQueue === null;
}

import type { QueueDetail } from '#lib/queues/types';

/** It takes the dead letters of others and has no retries of its own. */
export function isDeadLetterQueueOnly({ deadLetterSources, deadLetterQueue }: QueueDetail): boolean {
  return deadLetterSources.length > 0 && deadLetterQueue === null;
}

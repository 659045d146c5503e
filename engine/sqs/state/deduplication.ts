import type { Queue } from './queue.ts';

/** What a duplicate send gets to see: the message that was accepted first. */
export interface AcceptedSend {
  messageId: string;
  sequenceNumber: string;
}

/** Under what a FIFO queue remembers a send: its deduplication id, with the group where that is the queue's scope. */
export function deduplicationKey(queue: Queue, groupId: string | undefined, deduplicationId: string): string {
  return queue.settings.deduplicatesPerGroup ? `${groupId ?? ''} ${deduplicationId}` : deduplicationId;
}

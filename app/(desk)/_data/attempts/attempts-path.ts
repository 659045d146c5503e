import type { RetryingMessage } from '#lib/attempts/types';
import type { ScannedMessage } from '#lib/messages/types';

/** Where the API has all attempts of a message, with what the message itself tells about its history. */
export function attemptsPath({
  messageId,
  lineage,
  deadLetterSource,
  receiveCount,
}: Pick<ScannedMessage, 'messageId' | 'lineage' | 'deadLetterSource' | 'receiveCount'>): string {
  const known = new URLSearchParams({
    ...(lineage && {
      root: lineage.root,
      generation: String(lineage.generation),
      receivesBefore: String(lineage.receives),
    }),
    receiveCount: String(receiveCount),
    ...(deadLetterSource !== null && { deadFrom: deadLetterSource }),
  });
  return `/api/messages/${encodeURIComponent(messageId)}/attempts?${known}`;
}

/** The same of a message that is being retried: another address after each attempt, so that it is read again. */
export function retriedAttemptsPath({
  messageId,
  receiveCount,
}: Pick<RetryingMessage, 'messageId' | 'receiveCount'>): string {
  return `/api/messages/${encodeURIComponent(messageId)}/attempts?receiveCount=${receiveCount}`;
}

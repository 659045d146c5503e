import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { toFileLine } from '#lib/messages/files/file-line';
import { toScannedMessage } from '#lib/messages/scanned-message';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { appendToFile } from '../../files/append-to-file.ts';
import { isStanding } from '../../standing-error.ts';
import type { Route } from './route.ts';

/**
 * Into a file of the desk: what a deletion keeps of each message before it deletes it. A message that is written twice is read once, so
 * trying again does no harm.
 */
export function createFileRoute(ctx: Context, fileId: string, queue: QueueAttributes): Route {
  return {
    key: `file ${fileId}`,
    name: fileId,
    kind: 'file',
    type: 'standard',
    maximumMessageSizeBytes: Infinity,
    originMaxReceiveCount: 0,
    isRepeatable: () => true,
    async deliver(copies) {
      const lines = copies.map(({ held }) =>
        toFileLine(toScannedMessage(held.message, queue), undefined, queue.name),
      );
      try {
        await appendToFile(ctx, fileId, lines);
        return copies.map(({ held }) => ({ kind: 'sent', newMessageId: held.messageId }));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        // Without the table nothing goes on; what refuses until somebody does something is said.
        return copies.map(() =>
          isStanding(error) ? { kind: 'halt', message: error.message } : { kind: 'later' },
        );
      }
    },
  };
}

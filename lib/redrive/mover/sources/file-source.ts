import type { Message } from '@aws-sdk/client-sqs';
import type { Context } from '#lib/context';
import { parseFileLine, type FileMessage } from '#lib/messages/files/parse-file-line';
import type { HeldMessage } from '#lib/messages/receive-messages';
import { toSdkAttributes } from '#lib/queues/entries/attribute-values';
import { requireFile } from '../../files/find-file.ts';
import { readFileLines } from '../../files/read-file.ts';
import type { MoveSource } from './move-source.ts';

interface FileReading {
  fileId: string;
  /** Null: where each message came from. */
  target: string | null;
  isSettled: (messageId: string) => boolean;
}

/**
 * Messages of a file. Nothing is ever removed from it: what `isSettled` says of an id decides whether its message comes. Their order counts
 * where they go to a FIFO queue, or may.
 * @throws DomainError `file-not-found`
 */
export async function createFileSource(
  ctx: Context,
  { fileId, target, isSettled }: FileReading,
): Promise<MoveSource> {
  const file = await requireFile(ctx, fileId);
  const { messages, source } = file;
  let lines = readFileLines(ctx, file);
  let lineNumber = 0;
  /** A generator has one reader at a time. */
  let reading: Promise<unknown> = Promise.resolve();

  /** From the start: the settled ones are left out, and who is busy with one is told by its id. */
  const readAgain = () => {
    lines = readFileLines(ctx, file);
    lineNumber = 0;
  };

  const readNext = async (maxMessages: number): Promise<HeldMessage[]> => {
    try {
      return await readLines(maxMessages);
    } catch (error) {
      // A generator that has failed says that there is nothing more.
      readAgain();
      throw error;
    }
  };

  const readLines = async (maxMessages: number): Promise<HeldMessage[]> => {
    const received: HeldMessage[] = [];
    while (received.length < maxMessages) {
      const next = await lines.next();
      if (next.done) break;
      lineNumber += 1;
      const parsed = parseFileLine(next.value, lineNumber);
      if ('problem' in parsed) continue;
      const held = toHeld(parsed.message, `${fileId}:${lineNumber}`);
      if (!isSettled(held.messageId)) received.push(held);
    }
    return received;
  };

  return {
    name: fileId,
    type: target === null && source === null ? 'fifo' : isFifo(target ?? source ?? '') ? 'fifo' : 'standard',
    receive(maxMessages) {
      const turn = reading.then(() => readNext(maxMessages));
      reading = turn.catch(() => {});
      return turn;
    },
    remove: () => Promise.resolve({ left: NONE, problem: null }),
    async giveBack(held) {
      if (held.every(({ messageId }) => isSettled(messageId))) return 0;
      await lines.return();
      readAgain();
      return 0;
    },
    count: () => Promise.resolve({ available: Math.max(messages - lineNumber, 0), held: 0 }),
  };
}

function isFifo(queue: string): boolean {
  return queue.endsWith('.fifo');
}

const NONE: ReadonlySet<number> = new Set();

/** Of an id that the ledger and SQS can take. */
const PLAUSIBLE_ID = /^[\x21-\x7E]{1,128}$/;

/** As SQS would have delivered it. A line without a usable id is known by its number. */
function toHeld(file: FileMessage, lineId: string): HeldMessage {
  const messageId = file.messageId !== null && PLAUSIBLE_ID.test(file.messageId) ? file.messageId : lineId;
  const system: Record<string, string> = { ApproximateReceiveCount: '1' };
  if (file.sentAtMs !== null) system['SentTimestamp'] = String(file.sentAtMs);
  if (file.groupId !== null) system['MessageGroupId'] = file.groupId;
  if (file.traceHeader !== null) system['AWSTraceHeader'] = file.traceHeader;
  if (file.deadLetterSource !== null) system['DeadLetterQueueSourceArn'] = file.deadLetterSource;
  const message: Message = {
    MessageId: messageId,
    Body: file.body,
    Attributes: system,
    MessageAttributes: toSdkAttributes(file.attributes),
  };
  return { messageId, receiptHandle: '', hiddenUntilMs: Infinity, message };
}

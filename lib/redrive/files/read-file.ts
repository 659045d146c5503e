import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { readPartition } from '#lib/state/read-partition';
import { fileKey } from '../jobs/keys.ts';
import { isJobId } from '../jobs/read-job.ts';
import { createIdSet } from '../ledger/id-set.ts';
import { replayLedger } from '../ledger/replay-ledger.ts';
import { BLOCK_PREFIX } from './append-to-file.ts';
import type { FileEntry } from './find-file.ts';

/**
 * The lines of a file, in the order they were stored, without their ends. Of a snapshot only the messages that its deletion took, each once: it
 * also holds lines of messages that were still in their queue when the deletion was cancelled or its mover died, and to restore those would
 * double them.
 */
export function readFileLines(
  ctx: Context,
  { id, linesId }: Pick<FileEntry, 'id' | 'linesId'>,
): AsyncGenerator<string, void> {
  const lines = readStoredLines(ctx, linesId);
  return isJobId(id) ? onlyTaken(ctx, id, lines) : lines;
}

async function* onlyTaken(
  ctx: Context,
  jobId: string,
  lines: AsyncIterable<string>,
): AsyncGenerator<string, void> {
  const { sent } = await replayLedger(ctx, jobId);
  const told = createIdSet();
  for await (const line of lines) {
    const { messageId } = JSON.parse(line) as { messageId: string };
    if (sent.has(messageId) && told.add(messageId)) yield line;
  }
}

async function* readStoredLines(ctx: Context, linesId: string): AsyncGenerator<string, void> {
  const place = { partition: fileKey(linesId), prefix: BLOCK_PREFIX, subject: JOBS };
  let block = { key: '', parts: [] as string[] };
  for await (const page of readPartition({ ctx, input: place })) {
    for (const item of page) {
      const sort = String(item[STATE_KEYS.sort]);
      const key = sort.slice(0, sort.lastIndexOf('#'));
      if (key !== block.key) block = { key, parts: [] };
      block.parts.push(String(item['text']));
      // Of a block that was cut off while it was written nothing counts: whoever wrote it did so again.
      if (block.parts.length === item['parts']) yield* block.parts.join('').split('\n').slice(0, -1);
    }
  }
}

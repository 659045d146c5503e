import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { readPartition } from '#lib/state/read-partition';
import { fileKey } from '../jobs/keys.ts';
import { BLOCK_PREFIX } from './append-to-file.ts';

/** The lines of a file of the desk, in the order they were stored, without their ends. Nothing for a file that does not exist. */
export async function* readFileLines(ctx: Context, fileId: string): AsyncGenerator<string, void> {
  const place = { partition: fileKey(fileId), prefix: BLOCK_PREFIX, subject: JOBS };
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

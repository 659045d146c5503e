import { randomUUID } from 'node:crypto';
import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { splitText } from '#lib/state/text-parts';
import { writeItems } from '#lib/state/write-items';
import { expiryOf, fileKey } from '../jobs/keys.ts';

/** Sort keys of the parts of a file begin with it. A block is one or more parts that follow each other. */
export const BLOCK_PREFIX = 'block#';

/**
 * Adds lines to a file of the desk; returns when they are stored. Lines of calls at the same time may be in any order, each whole.
 * @throws DomainError `jobs-unavailable`; some lines may have been stored
 */
export async function appendToFile(ctx: Context, fileId: string, lines: readonly string[]): Promise<void> {
  const nowMs = ctx.clock.nowMs();
  const text = lines.map((line) => `${line}\n`).join('');
  const block = `${BLOCK_PREFIX}${String(nowMs).padStart(13, '0')}#${randomUUID()}#`;
  const parts = splitText(text);
  const items = parts.map((part, index) => ({
    [STATE_KEYS.partition]: fileKey(fileId),
    [STATE_KEYS.sort]: `${block}${String(index).padStart(6, '0')}`,
    text: part,
    // A block that was cut off while it was written can be told by it.
    parts: parts.length,
    [STATE_KEYS.expiry]: expiryOf(nowMs),
  }));
  await writeItems({ ctx, input: { items, subject: JOBS } });
}

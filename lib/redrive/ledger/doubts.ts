import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { inGroupsOf } from '#lib/flow/map-concurrently';
import { callTable, JOBS } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { readPartition } from '#lib/state/read-partition';
import { writeItems } from '#lib/state/write-items';
import { doubtsKey, expiryOf } from '../jobs/keys.ts';

/**
 * A message of a source of which a copy exists, or may exist, elsewhere. `sent`: the copy is confirmed, only deleting the original is not;
 * when the original turns up it is deleted and not sent. `unconfirmed`: nobody knows whether the copy exists.
 */
export interface Doubt {
  messageId: string;
  jobId: string;
  state: 'sent' | 'unconfirmed';
  atMs: number;
}

const DELETES_PER_REQUEST = 25;

/** All doubts about messages of `source`, whichever job they come from. */
export async function readDoubts(ctx: Context, source: string): Promise<Map<string, Doubt>> {
  const doubts = new Map<string, Doubt>();
  const place = { partition: doubtsKey(source), prefix: 'message#', subject: JOBS };
  for await (const page of readPartition({ ctx, input: place })) {
    for (const { messageId, jobId, state, atMs } of page) {
      if (typeof messageId !== 'string' || typeof jobId !== 'string') continue;
      doubts.set(messageId, {
        messageId,
        jobId,
        state: state === 'sent' ? 'sent' : 'unconfirmed',
        atMs: typeof atMs === 'number' ? atMs : 0,
      });
    }
  }
  return doubts;
}

export async function writeDoubts(ctx: Context, source: string, doubts: readonly Doubt[]): Promise<void> {
  const items = doubts.map((doubt) => ({
    ...keyOf(source, doubt.messageId),
    ...doubt,
    [STATE_KEYS.expiry]: expiryOf(doubt.atMs),
  }));
  await writeItems({ ctx, input: { items, subject: JOBS } });
}

/** Forgets doubts that are settled. One that stays by mistake does no harm: its message is gone. */
export async function deleteDoubts(
  ctx: Context,
  source: string,
  messageIds: readonly string[],
): Promise<void> {
  for (const group of inGroupsOf(DELETES_PER_REQUEST, messageIds)) {
    const requests = group.map((messageId) => ({ DeleteRequest: { Key: keyOf(source, messageId) } }));
    await callTable(
      ctx,
      'dynamodb:BatchWriteItem',
      ({ name, documents }) => documents.send(new BatchWriteCommand({ RequestItems: { [name]: requests } })),
      JOBS,
    );
  }
}

function keyOf(source: string, messageId: string): Record<string, string> {
  return { [STATE_KEYS.partition]: doubtsKey(source), [STATE_KEYS.sort]: `message#${messageId}` };
}

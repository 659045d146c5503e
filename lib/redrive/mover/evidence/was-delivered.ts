import { attemptsKey } from '#lib/attempts/items/attempt-item';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { HeldMessage } from '#lib/messages/receive-messages';
import { JOBS } from '#lib/state/call-table';
import { readPartition } from '#lib/state/read-partition';
import { lineageOf } from '../copies/copy-message.ts';

/**
 * Whether a consumer has recorded an attempt of a later generation of this message: proof that a copy of it was sent. False proves nothing:
 * the consumer may record nothing, or not have come to it yet.
 */
export async function wasDelivered(ctx: Context, { message, messageId }: HeldMessage): Promise<boolean> {
  const lineage = lineageOf(message);
  const generation = lineage?.generation ?? 0;
  const place = { partition: attemptsKey(lineage?.root ?? messageId), prefix: '', subject: JOBS };
  try {
    for await (const page of readPartition({ ctx, input: place })) {
      if (page.some((attempt) => Number(attempt['generation']) > generation)) return true;
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  return false;
}

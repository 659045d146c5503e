import type { Context } from '#lib/context';
import type { DomainError } from '#lib/errors';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import { MAX_BATCH_ENTRIES } from '#lib/queues/entries/batches';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import { changeVisibility } from './scan/change-visibility.ts';

const DEFAULT_CONNECTIONS = 16;

export interface Release {
  givenBack: number;
  /** Not given back by us: they return by themselves when their visibility timeout ends. */
  returningByThemselves: number;
  /** Why not, as AWS said last; absent where it refused nothing. */
  returnRefusal?: string;
}

/**
 * Makes held messages visible again at once, in their order, in batches of ten; `onGivenBack` hears how many after each. Never throws for
 * what AWS says: it counts.
 */
export async function releaseMessages({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    queue: DeadLetterQueue;
    receiptHandles: readonly string[];
    /** Requests at once; default 16. */
    connections?: number;
    onGivenBack?: (givenBack: number) => void;
  };
}): Promise<Release> {
  const { queue, receiptHandles, connections = DEFAULT_CONNECTIONS, onGivenBack } = input;
  const batches = inGroupsOf(MAX_BATCH_ENTRIES, receiptHandles);
  let givenBack = 0;
  let returnRefusal: string | undefined;
  const onRefused = ({ message }: DomainError) => (returnRefusal = message);
  await mapConcurrently(batches, connections, async (batch) => {
    const changed = await changeVisibility({
      ctx,
      input: { queue, receiptHandles: batch, seconds: 0, onRefused },
    });
    givenBack += changed.size;
    onGivenBack?.(givenBack);
  });
  const returningByThemselves = receiptHandles.length - givenBack;
  return { givenBack, returningByThemselves, ...(returnRefusal !== undefined && { returnRefusal }) };
}

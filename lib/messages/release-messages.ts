import type { Context } from '#lib/context';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import { MAX_BATCH_ENTRIES } from '#lib/queues/entries/batches';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import { changeVisibility } from './scan/change-visibility.ts';

const DEFAULT_CONNECTIONS = 16;

export interface Release {
  givenBack: number;
  /** Not given back by us: they return by themselves when their visibility timeout ends. */
  returningByThemselves: number;
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
  await mapConcurrently(batches, connections, async (batch) => {
    const changed = await changeVisibility({ ctx, input: { queue, receiptHandles: batch, seconds: 0 } });
    givenBack += changed.size;
    onGivenBack?.(givenBack);
  });
  return { givenBack, returningByThemselves: receiptHandles.length - givenBack };
}

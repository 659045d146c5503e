import type { Context } from '#lib/context';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import { MAX_BATCH_ENTRIES } from '#lib/queues/entries/batches';
import type { DeadLetterQueue } from '../dead-letter-queue.ts';
import { changeVisibility } from './change-visibility.ts';

/** What is left of a hold when it is extended, as a share of the whole. */
const EXTENDED_WITH_LEFT = 1 / 3;
const CONCURRENT_BATCHES = 8;
const BATCHES_PER_ROUND = 64;

/** A message that a scan hides from everybody else, and until when. */
export interface Hold {
  receiptHandle: string;
  hiddenUntilMs: number;
}

/** Holds by message id, the first to end first. */
export type Holds = Map<string, Hold>;

/**
 * Extends what would end while the scan still reads, until `signal` aborts: a message that became visible would be received again. A
 * scan as fast as planned extends nothing. Resolves early, with false, when SQS confirms none of a whole round.
 */
export async function keepHidden({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: DeadLetterQueue; holds: Holds; visibilityTimeoutSeconds: number; signal: AbortSignal };
}): Promise<boolean> {
  const { queue, holds, visibilityTimeoutSeconds, signal } = input;
  const wholeMs = visibilityTimeoutSeconds * 1000;
  const leftMs = wholeMs * EXTENDED_WITH_LEFT;

  while (!signal.aborted) {
    const dueMs = ctx.clock.nowMs() + leftMs;
    const due = dueBefore(holds, dueMs);
    if (due.length === 0) {
      const [first] = holds.values();
      await ctx.clock.wait(first ? first.hiddenUntilMs - dueMs + 1 : wholeMs - leftMs, signal);
      continue;
    }
    const hiddenUntilMs = ctx.clock.nowMs() + wholeMs;
    const extended = await mapConcurrently(
      inGroupsOf(MAX_BATCH_ENTRIES, due),
      CONCURRENT_BATCHES,
      async (batch) => {
        const receiptHandles = batch.map(([, { receiptHandle }]) => receiptHandle);
        const changed = await changeVisibility({
          ctx,
          input: { queue, receiptHandles, seconds: visibilityTimeoutSeconds },
        });
        for (const [messageId, hold] of batch) {
          // Received once more meanwhile, it has a newer handle.
          if (holds.get(messageId) !== hold) continue;
          // One that SQS does not extend has gone or will be received again: nothing to ask for twice.
          holds.delete(messageId);
          holds.set(messageId, { ...hold, hiddenUntilMs });
        }
        return changed.size;
      },
    );
    if (extended.every((count) => count === 0)) return signal.aborted;
  }
  return true;
}

function dueBefore(holds: Holds, dueMs: number): [string, Hold][] {
  const due: [string, Hold][] = [];
  for (const entry of holds) {
    if (entry[1].hiddenUntilMs > dueMs || due.length === BATCHES_PER_ROUND * MAX_BATCH_ENTRIES) break;
    due.push(entry);
  }
  return due;
}

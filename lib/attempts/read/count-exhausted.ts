import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { createSharedReads } from '#lib/flow/shared-reads';
import { nextAttemptAtMs, placeRetry } from './queue/place-retry.ts';
import { readRetried, type QueueFacts } from './queue/read-retried.ts';

const COUNT_TTL_MS = 2000;
/** A table that does not answer is left alone for a while. */
const UNKNOWN_TTL_MS = 10_000;
/** What a queue's page waits for this one figure. */
const PATIENCE_MS = 1000;

/**
 * Messages of a queue that are past their last visibility timeout and wait for the receive that dead-letters them, because no consumer
 * polls; at most 2,000. Null when it cannot be known: no table, none that answers within a second, or consumers unknown. Takes what
 * the caller has read of the queue, and asks the table only when no consumer is enabled.
 */
export async function countExhausted({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: QueueFacts; consumersKnown: boolean };
}): Promise<number | null> {
  const { queue, consumersKnown } = input;
  if (!ctx.state || !consumersKnown) return null;
  const { visible, inFlight, delayed } = queue.depth;
  const isConsumed = queue.consumers.some(({ state }) => state === 'enabled');
  if (queue.maxReceiveCount === null || isConsumed || visible + inFlight + delayed === 0) return 0;
  const reads = ctx.shared.of('exhausted', () =>
    createSharedReads<number | null>({
      clock: ctx.clock,
      ttlMs: (count) => (count === null ? UNKNOWN_TTL_MS : COUNT_TTL_MS),
    }),
  );
  return reads.read(queue.name, () => countInTime(ctx, queue));
}

async function countInTime(ctx: Context, facts: QueueFacts): Promise<number | null> {
  const counted = new AbortController();
  try {
    return await Promise.race([
      count(ctx, facts),
      ctx.clock.wait(PATIENCE_MS, counted.signal).then(() => null),
    ]);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return null;
  } finally {
    counted.abort();
  }
}

async function count(ctx: Context, facts: QueueFacts): Promise<number> {
  const { rows, queue } = await readRetried({ ctx, input: { facts, isConsumed: false, wanted: Infinity } });
  return rows.filter(
    (row) => placeRetry(row, queue) === 'exhausted' && nextAttemptAtMs(row, queue) < queue.nowMs,
  ).length;
}

import type { Context } from '#lib/context';
import { createSharedReads } from '#lib/flow/shared-reads';
import { describeQueue } from '#lib/queues/describe-queue';
import type { QueueDetail } from '#lib/queues/types';
import { readItems } from '#lib/state/read-items';
import { latestKey, toAttempt, toLatest } from '../items/attempt-item.ts';
import type { Attempt, RetryingList, RetryingMessage } from '../types.ts';
import { nextAttemptAtMs, placeRetry, type RetryQueue } from './queue/place-retry.ts';
import { readRetried } from './queue/read-retried.ts';

const MAX_LISTED = 200;
/** The pace at which pages ask. */
const RETRYING_TTL_MS = 2000;

/**
 * Messages of a queue between their first failure and their end, the one whose next attempt is expected first on top; at most 200.
 * SQS does not show them: this is what consumers recorded, less what must have ended meanwhile. One read serves all viewers for
 * two seconds.
 * @throws DomainError `queue-not-found`, `attempts-unavailable`
 */
export async function readRetrying({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string };
}): Promise<RetryingList> {
  const facts = await describeQueue({ ctx, input: { name: input.queue } });
  const reads = ctx.shared.of('retrying', () =>
    createSharedReads<RetryingList>({ clock: ctx.clock, ttlMs: RETRYING_TTL_MS }),
  );
  return reads.read(facts.name, () => listRetrying(ctx, facts));
}

async function listRetrying(ctx: Context, facts: QueueDetail): Promise<RetryingList> {
  // Where consumers may not be listed, what is exhausted counts as dead: the dead-letter queue has it, most likely.
  const isConsumed =
    facts.unavailable.some(({ part }) => part === 'consumers') ||
    facts.consumers.some(({ state }) => state === 'enabled');
  const { rows, truncated, queue } = await readRetried({
    ctx,
    input: { facts, isConsumed, wanted: MAX_LISTED },
  });
  const listed = rows.slice(0, MAX_LISTED);
  const items = await readItems({
    ctx,
    input: { keys: listed.map(({ messageId }) => latestKey(messageId)) },
  });
  const messages = items
    .flatMap((item) => toAttempt(item, queue.nowMs) ?? [])
    .filter((attempt) => isOf(facts, attempt, queue.nowMs))
    .flatMap((attempt) => toRetrying(attempt, queue) ?? [])
    .toSorted((a, b) => a.nextAttemptAtMs - b.nextAttemptAtMs || (a.messageId < b.messageId ? -1 : 1));
  return {
    messages,
    truncated: truncated || rows.length > MAX_LISTED,
    visibilityTimeoutSeconds: facts.visibilityTimeoutSeconds,
    maxReceiveCount: facts.maxReceiveCount,
    readAtMs: queue.nowMs,
  };
}

/** The index may be a moment behind; and what SQS has dropped for its age is retried no more. */
function isOf(facts: QueueDetail, { queue, outcome, sentAtMs }: Attempt, nowMs: number): boolean {
  const isExpired = sentAtMs > 0 && sentAtMs + facts.retentionSeconds * 1000 <= nowMs;
  return queue === facts.name && outcome !== 'succeeded' && !isExpired;
}

function toRetrying(attempt: Attempt, queue: RetryQueue): RetryingMessage | null {
  const state = placeRetry(attempt, queue);
  if (state === 'gone') return null;
  const { maxReceiveCount } = queue;
  return {
    ...toLatest(attempt),
    generation: attempt.generation,
    firstReceivedAtMs: attempt.firstReceivedAtMs,
    nextAttemptAtMs: nextAttemptAtMs(attempt, queue),
    state,
    receivesLeft: maxReceiveCount === null ? null : Math.max(0, maxReceiveCount - attempt.receiveCount),
  };
}

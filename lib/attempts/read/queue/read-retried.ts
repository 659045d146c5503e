import type { Context } from '#lib/context';
import type { QueueSummary } from '#lib/queues/types';
import { readIndexPage } from '#lib/state/read-index-page';
import { isExpired, retryingKey, sortByTime, type Item } from '../../items/attempt-item.ts';
import { LATE_AFTER_MS, stillRetried, type RetryQueue, type RetryRow } from './place-retry.ts';

/** A page of the index is about 150 kB. */
const ROWS_PER_PAGE = 500;
/** Most of what is read has been dead-lettered long ago: newer rows tell what is going on. */
const MAX_PAGES = 4;

/** What a queue says of itself, with what is known of its consumers. */
export type QueueFacts = Pick<
  QueueSummary,
  'name' | 'depth' | 'consumers' | 'maxReceiveCount' | 'visibilityTimeoutSeconds' | 'retentionSeconds'
>;

interface Retried {
  /** Newest attempt first. */
  rows: RetryRow[];
  /** There may be more than `rows`. */
  truncated: boolean;
  queue: RetryQueue;
}

/**
 * Messages of a queue between their first failure and their end, as far as the index tells, at least `wanted` where there are so
 * many; reads 2,000 rows at most. Without an enabled consumer the newest attempt says until when somebody received.
 * @throws DomainError `attempts-unavailable`
 */
export async function readRetried({
  ctx,
  input,
}: {
  ctx: Context;
  input: { facts: QueueFacts; isConsumed: boolean; wanted: number };
}): Promise<Retried> {
  const { facts, isConsumed, wanted } = input;
  const { visibilityTimeoutSeconds, maxReceiveCount, depth } = facts;
  const nowMs = ctx.clock.nowMs();
  const held = depth.visible + depth.inFlight + depth.delayed;
  const known = { nowMs, visibilityTimeoutSeconds, maxReceiveCount, held };
  // Nothing that is late can be in an empty queue.
  const lookBackMs =
    held > 0 ? facts.retentionSeconds * 1000 : visibilityTimeoutSeconds * 1000 + LATE_AFTER_MS;

  const page = {
    partition: retryingKey(facts.name),
    from: sortByTime(nowMs - lookBackMs),
    limit: ROWS_PER_PAGE,
  };
  const read: RetryRow[] = [];
  let start: Item | undefined;
  for (let pages = 1; ; pages += 1) {
    const { items, next } = await readIndexPage({ ctx, input: { ...page, start } });
    read.push(...items.filter((item) => !isExpired(item, nowMs)).map(toRow));
    start = next;
    const queue = { ...known, consumedUntilMs: isConsumed ? nowMs : (read[0]?.startedAtMs ?? 0) };
    const rows = stillRetried(read, queue);
    const mayHaveMore = start !== undefined && rows.length < held;
    if (!mayHaveMore || rows.length >= wanted || pages === MAX_PAGES) {
      return { rows, truncated: mayHaveMore, queue };
    }
  }
}

function toRow({ messageId, receiveCount, startedAtMs }: Item): RetryRow {
  return {
    messageId: String(messageId),
    receiveCount: Number(receiveCount),
    startedAtMs: Number(startedAtMs),
  };
}

import type { Context } from '#lib/context';
import { createSharedReads, type SharedReads } from '#lib/flow/shared-reads';
import type { QueueDetail, QueueList } from '#lib/queues/types';
import { createDepthHistory, type DepthHistory } from './depth-history.ts';

/** The pace at which pages ask. Viewers never see depths older than this while there are few queues. */
const POLL_INTERVAL_MS = 2000;
/** Above 30 queues the poll slows down instead of asking more: the bill is per request. */
const MAX_READS_PER_SECOND = 20;

/** The one reading of all queues that serves all viewers, under the key `all`. */
export function sharedQueueList(ctx: Context): SharedReads<QueueList> {
  return ctx.shared.of('queue-list', () => createSharedReads({ clock: ctx.clock, ttlMs: pollIntervalMs }));
}

function pollIntervalMs({ queues }: QueueList): number {
  return Math.max(POLL_INTERVAL_MS, (queues.length / MAX_READS_PER_SECOND) * 1000);
}

/** Readings of single queues, by name. */
export function sharedQueueDetails(ctx: Context): SharedReads<QueueDetail> {
  return ctx.shared.of('queue-details', () =>
    createSharedReads({ clock: ctx.clock, ttlMs: POLL_INTERVAL_MS }),
  );
}

export function depthHistory(ctx: Context): DepthHistory {
  return ctx.shared.of('depth-history', createDepthHistory);
}

/** Whoever changes what `queues` hold calls this, so that the next look shows it. */
export function forgetDepths(ctx: Context, queues: Iterable<string>): void {
  sharedQueueList(ctx).forget('all');
  for (const queue of queues) sharedQueueDetails(ctx).forget(queue);
}

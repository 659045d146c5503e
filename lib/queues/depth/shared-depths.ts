import type { Context } from '#lib/context';
import { createRotatingReads, type RotatingReads } from '#lib/flow/rotation/rotating-reads';
import { createSharedReads, type SharedReads } from '#lib/flow/shared-reads';
import type { QueueDetail, QueueList } from '#lib/queues/types';
import { createDepthHistory, type DepthHistory } from './depth-history.ts';
import type { QueueReading } from './queue-readings.ts';

/** The pace at which pages ask. Viewers never see depths older than this while there are few queues. */
export const POLL_INTERVAL_MS = 2000;
/** Of many queues, so many are read in each poll, in turn: the bill is per request. 20 a second. */
const MAX_READS_PER_POLL = 40;
/** Nothing is known of a queue that was never read, so the first time goes faster. */
const FIRST_READS_PER_SECOND = 50;

/** The one reading of all queues that serves all viewers, under the key `all`. */
export function sharedQueueList(ctx: Context): SharedReads<QueueList> {
  return ctx.shared.of('queue-list', () => createSharedReads({ clock: ctx.clock, ttlMs: POLL_INTERVAL_MS }));
}

/** Attributes of all queues, by name. Those that hold messages are read before others: there something can be wrong. */
export function rotatingQueues(ctx: Context): RotatingReads<QueueReading> {
  return ctx.shared.of('queue-readings', () =>
    createRotatingReads<QueueReading>({
      clock: ctx.clock,
      perRound: MAX_READS_PER_POLL,
      firstPerSecond: FIRST_READS_PER_SECOND,
      isUrgent: ({ attributes }) =>
        attributes !== undefined && attributes.depth.visible + attributes.depth.inFlight > 0,
    }),
  );
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
  for (const queue of queues) {
    sharedQueueDetails(ctx).forget(queue);
    rotatingQueues(ctx).mark(queue);
  }
}

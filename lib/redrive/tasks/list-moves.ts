import { ListMessageMoveTasksCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { createRotatingReads, type RotatingReads } from '#lib/flow/rotation/rotating-reads';
import { createSharedReads, type SharedReads } from '#lib/flow/shared-reads';
import { readQueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import { pollQueues } from '#lib/queues/poll-queues';
import type { MoveTask, MoveTaskList } from '../types.ts';
import { toMoveTask } from './move-task.ts';

/** Tasks AWS lists per queue, at most. */
const TASKS_PER_QUEUE = 10;
const TASKS_TTL_MS = 1000;
/** The pace at which pages ask. */
const LISTING_TTL_MS = 2000;
/** Of many dead-letter queues, so many are asked for their tasks in each listing, in turn: ten a second. */
const MAX_READS_PER_LISTING = 20;

/**
 * Move tasks of one dead-letter queue, or of all, newest first: up to ten of each, as AWS keeps them. A queue whose tasks
 * may not be read is in `unreadable`. Those of one queue are read at most once a second for all viewers; of many queues, those with a
 * running task are read every two seconds, the others in turn.
 * @throws DomainError `queue-not-found` for a `source` that is none
 */
export async function listMoves({
  ctx,
  input,
}: {
  ctx: Context;
  input: { source?: string };
}): Promise<MoveTaskList> {
  if (input.source !== undefined) {
    return { tasks: await readMoves(ctx, input.source), unreadable: [] };
  }
  const { queues } = await pollQueues({ ctx });
  const sources = queues.filter((queue) => queue.deadLetterSources.length > 0).map(({ name }) => name);
  return sharedListing(ctx).read('all', () => readListing(ctx, sources));
}

async function readListing(ctx: Context, sources: readonly string[]): Promise<MoveTaskList> {
  const known = await rotatingMoves(ctx).round(sources, (source) => tryReadMoves(ctx, source));
  const readings = [...known.values()];
  return {
    tasks: readings.flatMap(({ tasks }) => tasks).toSorted((a, b) => b.startedAtMs - a.startedAtMs),
    unreadable: readings.flatMap(({ unreadable }) => unreadable),
  };
}

/** Lets the next {@link listMoves} see what was just started or cancelled. */
export function forgetMoves(ctx: Context, source: string): void {
  sharedMoves(ctx).forget(source);
  sharedListing(ctx).forget('all');
  rotatingMoves(ctx).mark(source);
}

function sharedListing(ctx: Context): SharedReads<MoveTaskList> {
  return ctx.shared.of('move-task-listing', () =>
    createSharedReads<MoveTaskList>({ clock: ctx.clock, ttlMs: LISTING_TTL_MS }),
  );
}

function rotatingMoves(ctx: Context): RotatingReads<MoveTaskList> {
  return ctx.shared.of('rotating-move-tasks', () =>
    createRotatingReads<MoveTaskList>({
      clock: ctx.clock,
      perRound: MAX_READS_PER_LISTING,
      firstPerSecond: MAX_READS_PER_LISTING,
      isUrgent: ({ tasks }) => tasks.some(({ status }) => status === 'running' || status === 'cancelling'),
    }),
  );
}

function sharedMoves(ctx: Context): SharedReads<MoveTask[]> {
  return ctx.shared.of('move-tasks', () =>
    createSharedReads<MoveTask[]>({ clock: ctx.clock, ttlMs: TASKS_TTL_MS }),
  );
}

function readMoves(ctx: Context, source: string): Promise<MoveTask[]> {
  return sharedMoves(ctx).read(source, async () => {
    const url = await findQueueUrl({ ctx, input: { name: source } });
    const { arn } = await readQueueAttributes({ ctx, input: { url } });
    const { Results = [] } = await callAws({ action: 'sqs:ListMessageMoveTasks', queue: source }, () =>
      ctx.aws.sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: TASKS_PER_QUEUE })),
    );
    return Results.map((entry) => toMoveTask(source, entry));
  });
}

async function tryReadMoves(ctx: Context, source: string): Promise<MoveTaskList> {
  try {
    return { tasks: await readMoves(ctx, source), unreadable: [] };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { tasks: [], unreadable: [{ name: source, code: error.code, message: error.message }] };
  }
}

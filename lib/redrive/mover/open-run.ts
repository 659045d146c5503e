import type { Context } from '#lib/context';
import { createSemaphore } from '#lib/flow/semaphore';
import { requireDeadLetterQueue, type DeadLetterQueue } from '#lib/messages/dead-letter-queue';
import { readNewBody, readSelectedIds } from '../jobs/job-input.ts';
import type { JobRecord, JobSpec } from '../jobs/job-record.ts';
import { lockName, lockSource } from '../jobs/source-lock.ts';
import type { EditRules, Selection } from '../types.ts';
import { createRate } from './rate.ts';
import { createFileRoute } from './routes/file-route.ts';
import { createRouter, type Router } from './routes/router.ts';
import type { Run } from './run.ts';
import { createSelector } from './selection/selector.ts';
import { createFileSource } from './sources/file-source.ts';
import { createQueueSource } from './sources/queue-source.ts';

/** A restore's file has no retention of its own. */
const FILE_QUEUE = { type: 'standard', retentionSeconds: Infinity } as const;

/**
 * Opens the source of a leased job and the ways out of it.
 * @throws DomainError `queue-not-found`, `file-not-found`, `invalid-input`, `job-already-active`, `jobs-unavailable`, … : the job cannot go on
 *   as things are
 */
export async function openRun(
  opened: Pick<Run, 'ctx' | 'job' | 'lease' | 'options' | 'book' | 'ledger'>,
): Promise<Run> {
  const { ctx, job, lease, options, book } = opened;
  const { spec } = job;
  // Again by each run: whoever was silent for too long between taking the lock and making the job may have lost it.
  await lockSource(ctx, lockName(spec), job.id);
  const queue =
    spec.source === null ? null : await requireDeadLetterQueue({ ctx, input: { name: spec.source } });
  const [selection, edit] = await Promise.all([readSelection(ctx, job), readEdit(ctx, job)]);
  const source = queue
    ? createQueueSource(ctx, queue, options.holdSeconds)
    : await createFileSource(ctx, {
        fileId: spec.file ?? '',
        target: spec.target,
        isSettled: (id) => book.wasSent(id) || book.wasUnmoved(id),
      });
  return {
    ...opened,
    source,
    selector: createSelector(ctx, {
      jobId: job.id,
      selection,
      createdAtMs: queue ? job.createdAtMs : Infinity,
      queue: queue ?? FILE_QUEUE,
    }),
    router: await openRouter(ctx, spec, queue),
    rules: { jobId: job.id, edit, lineage: spec.lineage, isRedrive: spec.action === 'redrive' },
    rate: createRate(ctx.clock, spec.ratePerSecond),
    connections: createSemaphore(options.connections),
    leasedUntilMs: job.leaseUntilMs,
    held: new Map(),
    blockedGroups: new Set(),
    stayed: { seen: 0, listed: 0, hidden: 0 },
    // Somebody may be looking at them, or a run that died may have left them hidden.
    hasLostSight: lease.run > 1 || (await source.count()).held > 0,
    stop: null,
    stopping: new AbortController(),
  };
}

async function readSelection(ctx: Context, { id, spec }: JobRecord): Promise<Selection> {
  return 'messageIdCount' in spec.selection ? { messageIds: await readSelectedIds(ctx, id) } : spec.selection;
}

async function readEdit(ctx: Context, { id, spec }: JobRecord): Promise<EditRules | null> {
  return spec.hasNewBody ? { ...spec.edit, body: await readNewBody(ctx, id) } : spec.edit;
}

function openRouter(ctx: Context, spec: JobSpec, queue: DeadLetterQueue | null): Promise<Router> {
  if (spec.action !== 'delete' || !queue) {
    const { target, targetFunction } = spec;
    return createRouter(ctx, { sourceArn: queue?.arn ?? null, target, targetFunction });
  }
  const route = createFileRoute(ctx, spec.file ?? '', queue);
  return Promise.resolve(() => Promise.resolve(route));
}

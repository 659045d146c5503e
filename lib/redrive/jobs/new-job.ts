import type { Context } from '#lib/context';
import { requireDeadLetterQueue } from '#lib/messages/dead-letter-queue';
import { estimateSelected } from '../plan/count-selected.ts';
import { requireFile } from '../files/find-file.ts';
import type { CanaryRules, EditRules, JobStage, Selection } from '../types.ts';
import { startRun } from '../runner/start-run.ts';
import { requireQuery } from '../mover/selection/selector.ts';
import { createJob, jobIdFor } from './create-job.ts';
import { NO_OUTCOME, type JobRecord, type JobSpec } from './job-record.ts';
import { findJob } from './read-job.ts';

/** Everything a job needs to be told, parsed. */
export interface JobRequest extends Omit<JobSpec, 'selection' | 'edit' | 'hasNewBody'> {
  selection: Selection;
  edit: EditRules | null;
}

function toSpec({ selection, edit, ...request }: JobRequest): JobSpec {
  const { body, ...otherEdits } = edit ?? {};
  return {
    ...request,
    selection: 'messageIds' in selection ? { messageIdCount: selection.messageIds.length } : selection,
    edit: edit && Object.keys(otherEdits).length > 0 ? otherEdits : null,
    hasNewBody: body !== undefined,
  };
}

/**
 * Makes a job and has it run; returns it as it is then. With the key of an earlier request it is that request's job.
 * @throws DomainError `invalid-input` for a query that cannot be understood, `queue-not-found`, `receive-would-count`,
 *   `not-a-dead-letter-queue`, `file-not-found`, `job-already-active`, `jobs-unavailable`
 */
export async function startJob(
  ctx: Context,
  request: JobRequest,
  idempotencyKey: string | undefined,
): Promise<JobRecord> {
  const id = jobIdFor(idempotencyKey);
  const earlier = idempotencyKey === undefined ? null : await findJob(ctx, id);
  const job = earlier ?? (await makeJob(ctx, id, request));
  if (job.status === 'planned') await startRun(ctx, job.id);
  return job;
}

async function makeJob(ctx: Context, id: string, request: JobRequest): Promise<JobRecord> {
  const { selection } = request;
  if ('query' in selection) requireQuery(selection.query);
  const inSource = await countSource(ctx, request);
  const messageIds = 'messageIds' in selection ? selection.messageIds : null;
  const about = messageIds ? messageIds.length : inSource;
  return createJob({
    ctx,
    input: {
      id,
      // The snapshot of a deletion is a file with the id of its job.
      spec: toSpec({ ...request, file: request.action === 'delete' ? id : request.file }),
      progress: {
        selected: messageIds || 'all' in selection ? about : await estimateSelected(ctx, request),
        selectedIsExact: messageIds !== null || (request.action === 'restore' && 'all' in selection),
        moved: 0,
        skipped: 0,
        failed: 0,
        mayBeDoubled: 0,
        stages: toStages(request.canary, messageIds ? about : Infinity),
        movedPerSecond: null,
        watchingSinceMs: null,
      },
      messageIds,
      body: request.edit?.body ?? null,
    },
  });
}

async function countSource(ctx: Context, { source, file }: JobRequest): Promise<number> {
  if (source === null) return (await requireFile(ctx, file ?? '')).messages;
  const { depth } = await requireDeadLetterQueue({ ctx, input: { name: source } });
  return depth.visible + depth.inFlight + depth.delayed;
}

/** The stages of a canary and then the rest; stages beyond the last message are left out. */
function toStages(canary: CanaryRules | null, count: number): JobStage[] {
  const sizes: (number | null)[] = [];
  let before = 0;
  for (const size of canary?.stages ?? []) {
    if (before >= count) break;
    sizes.push(size);
    before += size;
  }
  if (before < count || sizes.length === 0) sizes.push(null);
  return sizes.map((size) => ({
    size,
    status: 'waiting',
    moved: 0,
    outcome: { ...NO_OUTCOME },
    startedAtMs: null,
    endedAtMs: null,
  }));
}

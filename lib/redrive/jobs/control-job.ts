import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { JOBS } from '#lib/state/call-table';
import { updateIf } from '#lib/state/conditional-writes';
import { startRun } from '../runner/start-run.ts';
import type { JobStatus, RedriveJob } from '../types.ts';
import { fromJobItem, hasEnded, toRedriveJob, type JobRecord } from './job-record.ts';
import { jobKey, toKeyAttributes } from './keys.ts';
import { requireJob } from './read-job.ts';

export type JobControl = 'pause' | 'resume' | 'cancel';

/** From which status a control leads to which. A job that already is, or is about to be, what is asked for stays as it is. */
const TRANSITIONS: Record<JobControl, Partial<Record<JobStatus, JobStatus>>> = {
  pause: { planned: 'pausing', running: 'pausing', pausing: 'pausing', paused: 'paused' },
  resume: { pausing: 'running', paused: 'running', running: 'running', planned: 'planned' },
  cancel: {
    planned: 'cancelling',
    running: 'cancelling',
    pausing: 'cancelling',
    paused: 'cancelling',
    cancelling: 'cancelling',
    cancelled: 'cancelled',
  },
};

/**
 * Asks for a job to be paused, resumed or cancelled, and returns it as it is then. What is under way is finished first: a batch that was sent
 * is deleted, everything else that was taken up is given back; moved messages stay moved.
 * @throws DomainError `job-not-found`, `job-not-controllable` for one that has ended or is being cancelled, `jobs-unavailable`
 */
export async function controlJob({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string; control: JobControl };
}): Promise<RedriveJob> {
  for (;;) {
    const job = await requireJob(ctx, input.id);
    const status = TRANSITIONS[input.control][job.status];
    if (status === undefined) throw notControllable(job, input.control);
    const changed = status === job.status ? job : await change(ctx, job, status);
    if (!changed) continue;
    // Also for a pause and a cancellation: a job that nobody runs needs somebody to carry them out.
    if (!hasEnded(changed) && changed.status !== 'paused') await startRun(ctx, changed.id);
    return toRedriveJob(changed);
  }
}

async function change(ctx: Context, job: JobRecord, status: JobStatus): Promise<JobRecord | null> {
  const item = await updateIf(
    ctx,
    toKeyAttributes(jobKey(job.id)),
    { status, statusReason: null, updatedAtMs: ctx.clock.nowMs() },
    { expression: '#status = :from', names: { '#status': 'status' }, values: { ':from': job.status } },
    JOBS,
  );
  return item && fromJobItem(item, ctx.clock.nowMs());
}

function notControllable({ status }: JobRecord, control: JobControl): DomainError {
  const message =
    status === 'cancelling'
      ? 'The job is being cancelled.'
      : `A job that is ${status} cannot be ${PARTICIPLES[control]}. Make a new one for what is left.`;
  return new DomainError('job-not-controllable', message);
}

const PARTICIPLES: Record<JobControl, string> = { pause: 'paused', resume: 'resumed', cancel: 'cancelled' };

import { randomUUID } from 'node:crypto';
import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { updateIf } from '#lib/state/conditional-writes';
import type { JobStatus } from '../types.ts';
import { fromJobItem, type JobProgress, type JobRecord } from './job-record.ts';
import { jobKey, toKeyAttributes } from './keys.ts';
import { findJob } from './read-job.ts';

/** The right to run a job, which nobody else has until it ends. */
export interface Lease {
  jobId: string;
  /** 1 for the first run. */
  run: number;
  owner: string;
}

const STATUS = { '#status': 'status' };

/** The right to run `job`, and the job as it is then; null when somebody else runs it, or it has changed meanwhile. */
export async function acquireLease(
  ctx: Context,
  job: JobRecord,
  leaseMs: number,
): Promise<{ lease: Lease; job: JobRecord } | null> {
  const nowMs = ctx.clock.nowMs();
  const lease: Lease = { jobId: job.id, run: job.run + 1, owner: randomUUID() };
  const item = await updateIf(
    ctx,
    toKeyAttributes(jobKey(job.id)),
    {
      run: lease.run,
      leaseOwner: lease.owner,
      leaseUntilMs: nowMs + leaseMs,
      startedAtMs: job.startedAtMs ?? nowMs,
      updatedAtMs: nowMs,
      ...(job.status === 'planned' && { status: 'running' satisfies JobStatus }),
    },
    {
      expression: '#run = :run AND #status = :status AND leaseUntilMs <= :now',
      names: { ...STATUS, '#run': 'run' },
      values: { ':run': job.run, ':status': job.status, ':now': nowMs },
    },
    JOBS,
  );
  // The answer to a write that was stored may have been lost, and its repetition refused: then the lease is ours all the same.
  const leased = item ? fromJobItem(item, nowMs) : await findJob(ctx, job.id);
  return leased?.leaseOwner === lease.owner ? { lease, job: leased } : null;
}

/** Stores how far the job is and prolongs the lease. The job with the status somebody may have asked for; null when the lease is lost. */
export async function saveProgress(
  ctx: Context,
  lease: Lease,
  progress: JobProgress,
  leaseMs: number,
): Promise<JobRecord | null> {
  const nowMs = ctx.clock.nowMs();
  const item = await updateIf(
    ctx,
    toKeyAttributes(jobKey(lease.jobId)),
    { progress: JSON.stringify(progress), leaseUntilMs: nowMs + leaseMs, updatedAtMs: nowMs },
    heldBy(lease),
    JOBS,
  );
  return item && fromJobItem(item, nowMs);
}

/**
 * Ends a run: stores its progress and the status it leaves behind, and gives the lease up. `from`: only if the job has this status,
 * since somebody may have asked for another one meanwhile.
 * False when it was not stored: the lease is lost or the status is another one.
 */
export async function endRun(
  ctx: Context,
  lease: Lease,
  end: { progress: JobProgress; status: JobStatus; from?: JobStatus; reason: string | null; ended: boolean },
): Promise<boolean> {
  const nowMs = ctx.clock.nowMs();
  const held = heldBy(lease);
  const item = await updateIf(
    ctx,
    toKeyAttributes(jobKey(lease.jobId)),
    {
      progress: JSON.stringify(end.progress),
      status: end.status,
      statusReason: end.reason,
      leaseOwner: null,
      leaseUntilMs: 0,
      updatedAtMs: nowMs,
      ...(end.ended && { endedAtMs: nowMs }),
    },
    end.from === undefined
      ? held
      : {
          expression: `${held.expression} AND #status = :from`,
          names: { ...held.names, ...STATUS },
          values: { ...held.values, ':from': end.from },
        },
    JOBS,
  );
  return item !== null;
}

function heldBy({ owner, run }: Lease) {
  return {
    expression: 'leaseOwner = :owner AND #run = :run',
    names: { '#run': 'run' },
    values: { ':owner': owner, ':run': run },
  };
}

import { DomainError } from '#lib/errors';
import { hasEnded } from '../jobs/job-record.ts';
import { endRun } from '../jobs/lease.ts';
import { findJob } from '../jobs/read-job.ts';
import { lockName, unlockSource } from '../jobs/source-lock.ts';
import type { JobStatus } from '../types.ts';
import { progressOf } from './keep-saving.ts';
import type { Run, Stop } from './run.ts';

/** What to do after a run: nothing, or to run the job again in a while. */
export type RunEnd = { again: false } | { again: true; afterMs: number };

export const OVER: RunEnd = { again: false };

/** A run as far as ending it takes; one that could not be opened has no more. */
export type Ending = Pick<Run, 'ctx' | 'lease' | 'job' | 'book' | 'options'>;

/** Ends a run before its work is done. */
export function interrupt(run: Ending, stop: Stop | null): Promise<RunEnd> {
  if (stop?.kind === 'cancelling') return close(run, 'cancelled', null);
  if (stop?.kind === 'pausing') return pause(run, null, ['pausing']);
  if (stop?.kind === 'halt') return pause(run, stop.reason, ['running', 'pausing']);
  if (stop?.kind === 'hand-over') return giveUpLease(run, stop.afterMs);
  // Whoever took the lease runs the job; if nobody did, it has to run out first.
  return Promise.resolve({ again: true, afterMs: run.options.leaseMs });
}

/** Ends the job. */
export async function close(
  run: Ending,
  status: 'completed' | 'stopped' | 'cancelled',
  reason: string | null,
): Promise<RunEnd> {
  const { ctx, lease, job, book } = run;
  await book.idle();
  const isStored = await endRun(ctx, lease, { progress: progressOf(run), status, reason, ended: true });
  if (isStored) await tryUnlock(run, lockName(job.spec));
  return OVER;
}

/** Whoever makes the next job sees that this one has ended, and takes the lock from it. */
async function tryUnlock({ ctx, job }: Ending, source: string): Promise<void> {
  try {
    await unlockSource(ctx, source, job.id);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

/** Pauses the job, unless somebody has asked for something else meanwhile: the next run does that. */
async function pause(run: Ending, reason: string | null, from: readonly JobStatus[]): Promise<RunEnd> {
  const { ctx, lease } = run;
  for (const status of from) {
    const end = { progress: progressOf(run), status: 'paused', reason, ended: false, from: status } as const;
    if (await endRun(ctx, lease, end)) return OVER;
  }
  return giveUpLease(run, 0);
}

async function giveUpLease(run: Ending, afterMs: number): Promise<RunEnd> {
  const { ctx, lease, options } = run;
  const job = await findJob(ctx, lease.jobId);
  if (!job || hasEnded(job) || job.status === 'paused') return OVER;
  const { status, statusReason: reason } = job;
  const end = { progress: progressOf(run), status, reason, ended: false, from: status };
  const isStored = await endRun(ctx, lease, end);
  return { again: true, afterMs: isStored ? afterMs : Math.max(afterMs, options.leaseMs) };
}

import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { hasEnded, type JobRecord } from '../jobs/job-record.ts';
import { acquireLease, type Lease } from '../jobs/lease.ts';
import { findJob } from '../jobs/read-job.ts';
import { isStanding } from '../standing-error.ts';
import { close, interrupt, OVER, type Ending, type RunEnd } from './end-run.ts';
import { finishBook } from './finish-book.ts';
import { holdLease } from './hold-lease.ts';
import { keepSaving } from './keep-saving.ts';
import { moveStages, type StagesEnd } from './move-stages.ts';
import { openBook } from './open-book.ts';
import { openRun } from './open-run.ts';
import { DEFAULT_OPTIONS, stopRun, type Run, type RunOptions } from './run.ts';

export type { RunEnd } from './end-run.ts';

/** When the table does not answer, nothing can be noted, and nothing is sent. */
const RETRY_AFTER_MS = 15_000;

/**
 * Runs a job until it has ended, is paused, or its time is up. Does nothing for a job that somebody else runs. Whatever happens, also if the
 * process dies at any point: no message is lost, none is sent twice unless it is listed as possibly doubled, and the next run goes on.
 */
export async function runJob({
  ctx,
  input,
}: {
  ctx: Context;
  input: { jobId: string; options?: Partial<RunOptions> };
}): Promise<RunEnd> {
  const options = { ...DEFAULT_OPTIONS, ...input.options };
  try {
    const found = await findJob(ctx, input.jobId);
    if (!found || hasEnded(found) || found.status === 'paused') return OVER;
    const leased = await acquireLease(ctx, found, options.leaseMs);
    return leased ? await runLeased(ctx, { ...leased, options }) : OVER;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // A lease that could not be given up has to run out first.
    return { again: true, afterMs: Math.max(RETRY_AFTER_MS, options.leaseMs) };
  }
}

interface Leased {
  job: JobRecord;
  lease: Lease;
  options: RunOptions;
}

async function runLeased(ctx: Context, leased: Leased): Promise<RunEnd> {
  const opened = await open(ctx, leased);
  if (!('source' in opened)) return interrupt(opened, opened.stop);
  const run = opened;
  const stopSaving = keepSaving(run);
  let end: StagesEnd;
  try {
    end = await moveStages(run);
    await run.book.idle();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The ledger or the table of attempts is out of reach: the next run reads what has been noted.
    stopRun(
      run,
      isStanding(error)
        ? { kind: 'halt', reason: error.message }
        : { kind: 'hand-over', afterMs: RETRY_AFTER_MS },
    );
    end = { kind: 'interrupted' };
  } finally {
    await stopSaving();
  }
  if (end.kind === 'moved-all') return close(run, 'completed', await finishBook(run, end.remains));
  if (end.kind === 'stopped-by-canary') return close(run, 'stopped', end.reason);
  return interrupt(run, run.stop);
}

/** The run; or why there is none: somebody wants the job to end, or it cannot go on as things are. */
async function open(
  ctx: Context,
  { job, lease, options }: Leased,
): Promise<Run | (Ending & Pick<Run, 'stop'>)> {
  const letGo = holdLease(ctx, { job, lease, leaseMs: options.leaseMs });
  try {
    const { book, ledger } = await openBook(ctx, { job, lease });
    const ending = { ctx, lease, job, book, options };
    if (job.status === 'pausing' || job.status === 'cancelling')
      return { ...ending, stop: { kind: job.status } };
    try {
      const run = await openRun({ ...ending, ledger });
      return { ...run, leasedUntilMs: await letGo() };
    } catch (error) {
      if (!(error instanceof DomainError) || isPassing(error)) throw error;
      const reason = `${error.message} Resume the job when that is mended.`;
      return { ...ending, stop: { kind: 'halt', reason } };
    }
  } finally {
    await letGo();
  }
}

function isPassing({ code }: DomainError): boolean {
  return ['unreachable', 'throttled', 'aws-failed', 'jobs-unavailable', 'attempts-unavailable'].includes(
    code,
  );
}

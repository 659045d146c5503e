import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { JOBS } from '#lib/state/call-table';
import { readIndexPage } from '#lib/state/read-index-page';
import { readItems } from '#lib/state/read-items';
import { listMoves } from '../tasks/list-moves.ts';
import type { RedriveJob, RedriveList } from '../types.ts';
import { fromJobItem, toRedriveJob, type JobRecord } from './job-record.ts';
import { JOBS_PARTITION } from './keys.ts';
import { revive } from './show-job.ts';

/** Jobs of one answer, the newest. */
const MAX_JOBS = 100;

/**
 * The latest jobs and AWS's move tasks, newest first, of one dead-letter queue or of all. Outcomes are those of canary stages; `showJob` has all.
 * Jobs that cannot be read are an error beside the tasks, not instead of them.
 * @throws DomainError `queue-not-found` for a `source` that is none
 */
export async function listRedrives({
  ctx,
  input,
}: {
  ctx: Context;
  input: { source?: string };
}): Promise<RedriveList> {
  const [moves, jobs] = await Promise.all([listMoves({ ctx, input }), tryListJobs(ctx, input.source)]);
  return { ...jobs, ...moves };
}

async function tryListJobs(
  ctx: Context,
  source: string | undefined,
): Promise<Pick<RedriveList, 'jobs' | 'truncated' | 'jobsError'>> {
  try {
    const { jobs, truncated } = await readJobs(ctx, MAX_JOBS);
    await revive(ctx, jobs);
    const wanted = source === undefined ? jobs : jobs.filter(({ spec }) => spec.source === source);
    return { jobs: wanted.map((job): RedriveJob => toRedriveJob(job)), truncated, jobsError: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { jobs: [], truncated: false, jobsError: error.message };
  }
}

/** The newest `max` jobs, newest first. */
export async function readJobs(
  ctx: Context,
  max: number,
): Promise<{ jobs: JobRecord[]; truncated: boolean }> {
  const { items, next } = await readIndexPage({
    ctx,
    input: { partition: JOBS_PARTITION, from: '0', limit: max, subject: JOBS },
  });
  const keys = items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  const found = keys.length === 0 ? [] : await readItems({ ctx, input: { keys, subject: JOBS } });
  const jobs = found.flatMap((item) => fromJobItem(item, ctx.clock.nowMs()) ?? []);
  return { jobs: jobs.toSorted((a, b) => b.createdAtMs - a.createdAtMs), truncated: next !== undefined };
}

import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { readOutcomes } from '../outcome/read-outcomes.ts';
import { reviveJobs } from '../runner/revive-jobs.ts';
import type { JobOutcome, JobStage, RedriveJob } from '../types.ts';
import { readSelectedIds } from './job-input.ts';
import { sumOutcomes, toRedriveJob, type JobRecord } from './job-record.ts';
import { requireJob } from './read-job.ts';

/** Ids are listed with a job up to this number. */
const LISTED_IDS = 1000;

/**
 * A job as it is now, with what became of its messages. One that should run and that nobody runs is started again by this.
 * @throws DomainError `job-not-found`, `jobs-unavailable`
 */
export async function showJob({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<RedriveJob> {
  const job = await requireJob(ctx, input.id);
  await revive(ctx, [job]);
  const { selection } = job.spec;
  const isListed = 'messageIdCount' in selection && selection.messageIdCount <= LISTED_IDS;
  const messageIds = isListed ? await readSelectedIds(ctx, job.id) : [];
  return withOutcomes(ctx, job, messageIds);
}

async function withOutcomes(ctx: Context, job: JobRecord, messageIds: string[]): Promise<RedriveJob> {
  if (job.spec.action === 'delete' || job.progress.moved === 0) return toRedriveJob(job, { messageIds });
  const byStage = await readOutcomes(ctx, job);
  const stages = job.progress.stages.map((stage, index) =>
    withOutcome(stage, byStage[index] ?? stage.outcome),
  );
  const outcome = sumOutcomes(stages.map((stage) => stage.outcome));
  const moved = stages.reduce((sum, stage) => sum + stage.moved, 0);
  return toRedriveJob({ ...job, progress: { ...job.progress, stages, moved } }, { outcome, messageIds });
}

/** The ledger may be ahead of the job, which is saved once a second; and an outcome read before may be behind, so that the rest is pending. */
function withOutcome(stage: JobStage, outcome: JobOutcome): JobStage {
  const known = Object.values(outcome).reduce((sum, count) => sum + count, 0);
  const moved = Math.max(stage.moved, known);
  return { ...stage, moved, outcome: { ...outcome, pending: outcome.pending + moved - known } };
}

/** Starting a job again is a service to it; who looks at it sees it either way. */
export async function revive(ctx: Context, jobs: readonly JobRecord[]): Promise<void> {
  try {
    await reviveJobs(ctx, jobs);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { putIf } from '#lib/state/conditional-writes';
import { writeJobInput, type JobInput } from './job-input.ts';
import { toJobItem, type JobProgress, type JobRecord, type JobSpec } from './job-record.ts';
import { expiryOf } from './keys.ts';
import { findJob } from './read-job.ts';
import { lockName, lockSource, PK } from './source-lock.ts';

/** The id of the job that requests with this key make; a new one without a key. */
export function jobIdFor(idempotencyKey: string | undefined): string {
  const hex =
    idempotencyKey === undefined
      ? randomBytes(12).toString('hex')
      : createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 24);
  return `j${hex}`;
}

/**
 * Stores a job, planned and not yet running; or returns the one that an earlier request with this id has made. One job at a time works
 * on a source.
 * @throws DomainError `job-already-active`, `jobs-unavailable`
 */
export async function createJob({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string; spec: JobSpec; progress: JobProgress } & JobInput;
}): Promise<JobRecord> {
  const { id, spec, progress, messageIds, body } = input;
  const earlier = await findJob(ctx, id);
  if (earlier) return earlier;
  const createdAtMs = ctx.clock.nowMs();
  const job: JobRecord = {
    id,
    status: 'planned',
    statusReason: null,
    spec,
    progress,
    run: 0,
    leaseOwner: null,
    leaseUntilMs: 0,
    createdAtMs,
    startedAtMs: null,
    endedAtMs: null,
    updatedAtMs: createdAtMs,
  };
  await lockSource(ctx, lockName(spec), id);
  await writeJobInput(ctx, id, { messageIds, body }, expiryOf(createdAtMs));
  const isNew = await putIf(
    ctx,
    toJobItem(job),
    { expression: 'attribute_not_exists(#pk)', names: PK },
    JOBS,
  );
  return isNew ? job : ((await findJob(ctx, id)) ?? job);
}

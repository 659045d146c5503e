import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { callTable, JOBS } from '#lib/state/call-table';
import { deleteIf, putIf } from '#lib/state/conditional-writes';
import { STATE_KEYS } from '#lib/state/keys';
import { hasEnded, type JobSpec } from './job-record.ts';
import { activeKey, expiryOf, toKeyAttributes } from './keys.ts';
import { findJob } from './read-job.ts';

/** A lock whose job does not exist belongs to a request that is about to make it, or has died. */
const LOCK_WITHOUT_JOB_MS = 30_000;

export const PK = { '#pk': STATE_KEYS.partition };

/** What a job takes from, as its lock names it. */
export function lockName({ source, file }: Pick<JobSpec, 'source' | 'file'>): string {
  return source ?? `file:${file}`;
}

/**
 * Lets this job alone work on the source; returns also when it does already.
 * @throws DomainError `job-already-active`, `jobs-unavailable`
 */
export async function lockSource(ctx: Context, source: string, jobId: string): Promise<void> {
  const nowMs = ctx.clock.nowMs();
  const item = {
    ...toKeyAttributes(activeKey(source)),
    jobId,
    atMs: nowMs,
    [STATE_KEYS.expiry]: expiryOf(nowMs),
  };
  if (await putIf(ctx, item, { expression: 'attribute_not_exists(#pk)', names: PK }, JOBS)) return;
  const holder = await readLock(ctx, source);
  if (holder?.jobId === jobId) return;
  const job = holder && (await findJob(ctx, holder.jobId));
  const isFree = !holder || (job ? hasEnded(job) : nowMs - holder.atMs > LOCK_WITHOUT_JOB_MS);
  if (isFree) {
    const expression = holder ? 'jobId = :old' : 'attribute_not_exists(#pk)';
    const condition = holder ? { expression, values: { ':old': holder.jobId } } : { expression, names: PK };
    if (await putIf(ctx, item, condition, JOBS)) return;
  }
  const what = source.startsWith('file:') ? 'this file' : source;
  const state = job ? ` (${job.status})` : '';
  throw new DomainError(
    'job-already-active',
    `A job of ${what} is under way${state}. Wait for it, or cancel it first.`,
  );
}

/** Lets the next job work on the source. */
export async function unlockSource(ctx: Context, source: string, jobId: string): Promise<void> {
  const condition = { expression: 'jobId = :job', values: { ':job': jobId } };
  await deleteIf(ctx, toKeyAttributes(activeKey(source)), condition, JOBS);
}

async function readLock(ctx: Context, source: string): Promise<{ jobId: string; atMs: number } | null> {
  const item = await callTable(
    ctx,
    'dynamodb:GetItem',
    async ({ name, documents }) => {
      const Key = toKeyAttributes(activeKey(source));
      const { Item } = await documents.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }));
      return Item;
    },
    JOBS,
  );
  const { jobId, atMs } = item ?? {};
  return typeof jobId === 'string' ? { jobId, atMs: typeof atMs === 'number' ? atMs : 0 } : null;
}

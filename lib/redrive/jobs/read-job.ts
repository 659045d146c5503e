import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { callTable, JOBS } from '#lib/state/call-table';
import { fromJobItem, type JobRecord } from './job-record.ts';
import { jobKey, toKeyAttributes } from './keys.ts';

const JOB_ID = /^j[0-9a-f]{24}$/;

/** Whether `id` is one of a job; ids of AWS's move tasks look different. */
export function isJobId(id: string): boolean {
  return JOB_ID.test(id);
}

/** The job as it is stored now, read consistently; null when there is none (any more). */
export async function findJob(ctx: Context, id: string): Promise<JobRecord | null> {
  if (!isJobId(id)) return null;
  const item = await callTable(
    ctx,
    'dynamodb:GetItem',
    async ({ name, documents }) => {
      const Key = toKeyAttributes(jobKey(id));
      const { Item } = await documents.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }));
      return Item;
    },
    JOBS,
  );
  return item ? fromJobItem(item, ctx.clock.nowMs()) : null;
}

/** @throws DomainError `job-not-found`, `jobs-unavailable` */
export async function requireJob(ctx: Context, id: string): Promise<JobRecord> {
  const job = await findJob(ctx, id);
  if (job) return job;
  throw new DomainError('job-not-found', 'There is no such redrive job. Jobs are kept for 30 days.');
}

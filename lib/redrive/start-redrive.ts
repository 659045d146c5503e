import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '#lib/context';
import { parseInput } from '#lib/parse-input';
import { toRedriveJob } from './jobs/job-record.ts';
import { startJob, type JobRequest } from './jobs/new-job.ts';
import { planRedrive } from './plan/plan-redrive.ts';
import { DeleteSchema, RedriveSchema } from './redrive-schema.ts';
import { startMove } from './tasks/start-move.ts';
import type { RedriveJob, RedriveResult } from './types.ts';

/**
 * Puts dead letters back to work, or the messages of a file: as a job of the desk, or with `engine: "aws"` all of a queue by AWS's move task;
 * with `dryRun` the plan alone. A request with the key of an earlier one gives that one's job.
 * @throws DomainError `invalid-input`, and those of `startJob`, `planRedrive` and `startMove`
 */
export async function startRedrive({
  ctx,
  input,
}: {
  ctx: Context;
  input: { request: unknown; by: string };
}): Promise<RedriveResult> {
  const request = parseInput(RedriveSchema, input.request);
  const job = toJobRequest(request, input.by);
  if (request.dryRun) return { kind: 'plan', plan: await planRedrive({ ctx, input: { job } }) };
  const { source, target, ratePerSecond } = request;
  if (request.engine === 'aws' && source !== undefined) {
    const options = {
      ...(target !== undefined && { target }),
      ...(ratePerSecond !== undefined && { ratePerSecond }),
    };
    return { kind: 'task', task: await startMove({ ctx, input: { source, ...options } }) };
  }
  const created = await startJob(ctx, job, request.idempotencyKey ?? restoreKey(job));
  return { kind: 'job', job: toRedriveJob(created, idsOf(job)) };
}

/**
 * Deletes dead letters after keeping a snapshot of each, as a job.
 * @throws DomainError `invalid-input`, and those of `startJob`
 */
export async function startDelete({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; request: unknown; by: string };
}): Promise<RedriveJob> {
  const { selection, reason, label, idempotencyKey } = parseInput(DeleteSchema, input.request);
  const job: JobRequest = {
    ...PLAIN,
    action: 'delete',
    source: input.queue,
    selection,
    reason,
    label: label ?? null,
    createdBy: input.by,
  };
  return toRedriveJob(await startJob(ctx, job, idempotencyKey), idsOf(job));
}

const PLAIN = {
  file: null,
  target: null,
  targetFunction: null,
  edit: null,
  ratePerSecond: null,
  canary: null,
  lineage: true,
  allowManyGenerations: false,
  resendUnconfirmed: false,
};

function toJobRequest(request: z.output<typeof RedriveSchema>, by: string): JobRequest {
  const { source, file, target, targetFunction, selection, edit, ratePerSecond, canary, reason } = request;
  return {
    action: file === undefined ? 'redrive' : 'restore',
    source: source ?? null,
    file: file ?? null,
    target: target ?? null,
    targetFunction: targetFunction ?? null,
    selection: selection ?? { all: true },
    edit: edit ?? null,
    ratePerSecond: ratePerSecond ?? null,
    canary: canary ?? null,
    reason: reason || null,
    label: request.label ?? null,
    createdBy: by,
    lineage: request.lineage ?? true,
    allowManyGenerations: request.allowManyGenerations ?? false,
    resendUnconfirmed: request.resendUnconfirmed ?? false,
  };
}

/** A file can be restored any number of times, so the same restore without a key of its own is the same job. */
function restoreKey(request: JobRequest): string | undefined {
  if (request.action !== 'restore') return undefined;
  const job = { ...request, createdBy: '', reason: '', label: '' };
  return `restore ${createHash('sha256').update(JSON.stringify(job)).digest('hex')}`;
}

/** Ids are listed with a job up to this number. */
const LISTED_IDS = 1000;

function idsOf({ selection }: JobRequest): { messageIds?: string[] } {
  return 'messageIds' in selection && selection.messageIds.length <= LISTED_IDS
    ? { messageIds: selection.messageIds }
    : {};
}

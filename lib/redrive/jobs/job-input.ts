import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { readText, writeText } from '#lib/state/text-parts';
import { jobKey } from './keys.ts';

/** The parts of a request that may be long: a hundred thousand ids, or a body of a megabyte. */
export interface JobInput {
  messageIds: string[] | null;
  body: string | null;
}

export async function writeJobInput(
  ctx: Context,
  jobId: string,
  { messageIds, body }: JobInput,
  expiresAt: number,
): Promise<void> {
  const options = { expiresAt, subject: JOBS };
  if (messageIds) await writeText(ctx, idsPlace(jobId), JSON.stringify(messageIds), options);
  if (body) await writeText(ctx, bodyPlace(jobId), body, options);
}

/** The ids a job was told to move, in the order given. */
export async function readSelectedIds(ctx: Context, jobId: string): Promise<string[]> {
  const text = await readText(ctx, idsPlace(jobId), JOBS);
  return text === '' ? [] : (JSON.parse(text) as string[]);
}

/** The new body a job was given; empty when it is the empty text. */
export function readNewBody(ctx: Context, jobId: string): Promise<string> {
  return readText(ctx, bodyPlace(jobId), JOBS);
}

function idsPlace(jobId: string) {
  return { partition: jobKey(jobId).pk, prefix: 'ids#' };
}

function bodyPlace(jobId: string) {
  return { partition: jobKey(jobId).pk, prefix: 'body#' };
}

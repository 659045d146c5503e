import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { callTable, JOBS } from '#lib/state/call-table';
import { writeItems } from '#lib/state/write-items';
import { expiryOf, fileKey, toKeyAttributes } from '../jobs/keys.ts';
import { findJob, isJobId } from '../jobs/read-job.ts';
import type { StoredFile } from '../types.ts';

/** A file and where its lines are. */
export interface FileEntry extends StoredFile {
  /** Files of one content share their lines. */
  linesId: string;
}

function metaKey(id: string): Record<string, string> {
  return toKeyAttributes({ pk: fileKey(id), sk: 'meta' });
}

const UPLOAD_ID = /^f[0-9a-f]{24}$/;

/** Notes a file whose lines are stored. */
export async function writeFileEntry(ctx: Context, entry: FileEntry): Promise<void> {
  const items = [{ ...metaKey(entry.id), ...entry, expiresAt: expiryOf(entry.createdAtMs) }];
  await writeItems({ ctx, input: { items, subject: JOBS } });
}

/** An uploaded file, or the snapshot of a deletion (its id is that of the job); null when there is none (any more). */
export async function findFile(ctx: Context, id: string): Promise<FileEntry | null> {
  if (isJobId(id)) return findSnapshot(ctx, id);
  if (!UPLOAD_ID.test(id)) return null;
  const item = await callTable(
    ctx,
    'dynamodb:GetItem',
    async ({ name, documents }) => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: name, Key: metaKey(id), ConsistentRead: true }),
      );
      return Item;
    },
    JOBS,
  );
  const { linesId, messages, sizeBytes, createdAtMs, source } = item ?? {};
  if (typeof linesId !== 'string') return null;
  return {
    id,
    linesId,
    messages: Number(messages),
    sizeBytes: Number(sizeBytes),
    createdAtMs: Number(createdAtMs),
    source: typeof source === 'string' ? source : null,
  };
}

/** @throws DomainError `file-not-found`, `jobs-unavailable` */
export async function requireFile(ctx: Context, id: string): Promise<FileEntry> {
  const file = await findFile(ctx, id);
  if (file) return file;
  throw new DomainError(
    'file-not-found',
    'There is no such file. Snapshots and uploads are kept for 30 days.',
  );
}

async function findSnapshot(ctx: Context, jobId: string): Promise<FileEntry | null> {
  const job = await findJob(ctx, jobId);
  if (job?.spec.action !== 'delete') return null;
  const { progress, createdAtMs, spec } = job;
  return {
    id: jobId,
    linesId: jobId,
    messages: progress.moved,
    sizeBytes: 0,
    createdAtMs,
    source: spec.source,
  };
}

import { STATE_KEYS } from '#lib/state/keys';

/** How long jobs, ledgers and files are kept: as long as attempts, and longer than SQS keeps a message. */
const JOBS_KEPT_FOR_DAYS = 30;
const DAY_SECONDS = 86_400;

/** Where an item is. */
interface Key {
  pk: string;
  sk: string;
}

export function jobKey(jobId: string): Key {
  return { pk: `job#${jobId}`, sk: 'job' };
}

/** Partition of the index with all jobs, by their creation. */
export const JOBS_PARTITION = 'jobs';

export function ledgerKey(jobId: string): string {
  return `ledger#${jobId}`;
}

/** Item that says which job works on a source: one at a time. */
export function activeKey(source: string): Key {
  return { pk: `source#${source}`, sk: 'active' };
}

/** Partition of the messages of a source that may exist twice. */
export function doubtsKey(source: string): string {
  return `doubts#${source}`;
}

/** Partition of the parts of a file. */
export function fileKey(fileId: string): string {
  return `file#${fileId}`;
}

/** Epoch seconds after which what is made at `nowMs` may be forgotten. */
export function expiryOf(nowMs: number): number {
  return Math.ceil(nowMs / 1000) + JOBS_KEPT_FOR_DAYS * DAY_SECONDS;
}

/** The key as the table's attributes. */
export function toKeyAttributes({ pk, sk }: Key): Record<string, string> {
  return { [STATE_KEYS.partition]: pk, [STATE_KEYS.sort]: sk };
}

import { z } from 'zod';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { parseInput } from '#lib/parse-input';
import { JOBS } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { readPartition } from '#lib/state/read-partition';
import {
  fromLedgerItem,
  ledgerPrefix,
  type DoubtEntry,
  type SentEntry,
  type UnmovedEntry,
} from '../ledger/entries.ts';
import { readOpenDoubts, replayLedger } from '../ledger/replay-ledger.ts';
import { createMemory, lookUpCopies } from '../outcome/look-up-copies.ts';
import type { JobMessage, JobMessagePage } from '../types.ts';
import type { JobRecord } from './job-record.ts';
import { ledgerKey } from './keys.ts';
import { requireJob } from './read-job.ts';

const Schema = z.strictObject({
  list: z.enum(['moved', 'skipped', 'failed', 'doubtful'], { error: 'moved, skipped, failed or doubtful.' }),
  cursor: z.string().max(200).exactOptional(),
});

type Listing = z.output<typeof Schema>;

/** Messages of a page, about: a page ends with an item of the ledger. */
const PAGE_MESSAGES = 200;
const ITEMS_PER_READ = 20;

/**
 * What became of each message of a job, in pages in the order of the ledger.
 * @throws DomainError `invalid-input`, `job-not-found`, `jobs-unavailable`
 */
export async function listJobMessages({
  ctx,
  input,
}: {
  ctx: Context;
  input: { id: string; request: unknown };
}): Promise<JobMessagePage> {
  const listing = parseInput(Schema, input.request);
  const job = await requireJob(ctx, input.id);
  if (listing.list === 'doubtful') return { messages: await listDoubtful(ctx, job.id), next: null };
  const kind = listing.list === 'moved' ? 'sent' : 'unmoved';
  const place = placeOf(job.id, kind, listing);
  const doubts = kind === 'sent' ? await readOpenDoubts(ctx, job.id) : null;
  const messages: JobMessage[] = [];
  for await (const page of readPartition({ ctx, input: place })) {
    for (const item of page) {
      if (doubts) messages.push(...(await toMoved(ctx, job, fromLedgerItem('sent', item), doubts)));
      else {
        const unmoved = fromLedgerItem('unmoved', item).filter(({ list }) => list === listing.list);
        messages.push(...unmoved.map(toUnmoved));
      }
      if (messages.length >= PAGE_MESSAGES) return { messages, next: String(item[STATE_KEYS.sort]) };
    }
  }
  return { messages, next: null };
}

function placeOf(jobId: string, kind: 'sent' | 'unmoved', { cursor }: Listing) {
  const prefix = ledgerPrefix(kind);
  const place = { partition: ledgerKey(jobId), prefix, subject: JOBS, limit: ITEMS_PER_READ };
  if (cursor === undefined) return place;
  if (cursor.startsWith(prefix)) return { ...place, after: cursor };
  throw new DomainError('invalid-input', 'cursor: take it from the page before, of the same list.', {
    field: 'cursor',
  });
}

async function listDoubtful(ctx: Context, jobId: string): Promise<JobMessage[]> {
  const { doubts, sent } = await replayLedger(ctx, jobId);
  return [...doubts.values()].map(({ messageId, code, message, atMs }) => ({
    messageId,
    list: sent.has(messageId) ? 'moved' : 'failed',
    newMessageId: null,
    target: null,
    mayBeDoubled: true,
    code,
    message,
    outcome: null,
    atMs,
  }));
}

async function toMoved(
  ctx: Context,
  { spec }: JobRecord,
  entries: readonly SentEntry[],
  doubts: ReadonlyMap<string, DoubtEntry>,
): Promise<JobMessage[]> {
  const isCopied = spec.action !== 'delete';
  const outcomes = isCopied ? await tryLookUp(ctx, entries) : null;
  return entries.map(({ messageId, newMessageId, target, atMs }, index) => {
    const doubt = doubts.get(messageId);
    return {
      messageId,
      list: 'moved',
      newMessageId: isCopied && newMessageId !== '' ? newMessageId : null,
      target: isCopied ? target : null,
      mayBeDoubled: doubt !== undefined,
      code: doubt?.code ?? null,
      message: doubt?.message ?? null,
      outcome: isCopied ? (outcomes?.[index] ?? 'unknown') : null,
      atMs,
    };
  });
}

async function tryLookUp(ctx: Context, entries: readonly SentEntry[]) {
  try {
    return (await lookUpCopies(ctx, entries, createMemory())).map(({ outcome }) => outcome);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return null;
  }
}

function toUnmoved({ messageId, list, code, message, atMs }: UnmovedEntry): JobMessage {
  return {
    messageId,
    list,
    newMessageId: null,
    target: null,
    mayBeDoubled: code === 'send-unconfirmed',
    code,
    message,
    outcome: null,
    atMs,
  };
}

import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { readPartition } from '#lib/state/read-partition';
import { ledgerKey } from '../jobs/keys.ts';
import {
  fromLedgerItem,
  ledgerPrefix,
  type DoubtEntry,
  type LedgerEntries,
  type LedgerKind,
  type SentEntry,
} from './entries.ts';
import { createIdSet, type IdSet } from './id-set.ts';

/** What a job's earlier runs have noted. */
export interface Replay {
  sent: IdSet;
  unmoved: IdSet;
  skipped: number;
  failed: number;
  /** Messages sent in each stage. */
  sentByStage: number[];
  /** Taken up, and neither sent nor given up as far as the ledger knows: a run died there. */
  open: { messageId: string; /** When at the earliest it may have been sent. */ atMs: number }[];
  /** Sent, and not known to be deleted. */
  undeleted: SentEntry[];
  /** Open doubts, by message. */
  doubts: Map<string, DoubtEntry>;
}

/** Reads the ledger of a job. Ids take about 30 bytes each; nothing else grows with the number of messages. */
export async function replayLedger(ctx: Context, jobId: string): Promise<Replay> {
  const done = createIdSet();
  const replay: Replay = {
    sent: createIdSet(),
    unmoved: createIdSet(),
    skipped: 0,
    failed: 0,
    sentByStage: [],
    open: [],
    undeleted: [],
    doubts: new Map(),
  };
  for await (const { entry } of readEntries(ctx, jobId, 'done')) done.add(entry);
  for await (const { entry, stage } of readEntries(ctx, jobId, 'sent')) {
    if (!replay.sent.add(entry.messageId)) continue;
    replay.sentByStage[stage] = (replay.sentByStage[stage] ?? 0) + 1;
    if (!done.has(entry.messageId)) replay.undeleted.push(entry);
  }
  for await (const { entry } of readEntries(ctx, jobId, 'unmoved')) {
    // A run that had lost its lease may have heard of a send that the next one gave up.
    if (replay.sent.has(entry.messageId)) continue;
    if (replay.unmoved.add(entry.messageId)) replay[entry.list] += 1;
  }
  const intents = new Map<string, { count: number; atMs: number }>();
  for await (const { entry, atMs } of readEntries(ctx, jobId, 'intent')) {
    if (replay.sent.has(entry) || replay.unmoved.has(entry)) continue;
    const intent = intents.get(entry);
    if (intent) intent.count += 1;
    else intents.set(entry, { count: 1, atMs });
  }
  for await (const { entry } of readEntries(ctx, jobId, 'withdrawn')) {
    const intent = intents.get(entry);
    if (intent) intent.count -= 1;
  }
  replay.open = [...intents].flatMap(([messageId, { count, atMs }]) =>
    count > 0 ? { messageId, atMs } : [],
  );
  replay.doubts = await readOpenDoubts(ctx, jobId);
  return replay;
}

/** The messages of a job that may exist twice: few, unless something went very wrong. */
export async function readOpenDoubts(ctx: Context, jobId: string): Promise<Map<string, DoubtEntry>> {
  const doubts = new Map<string, DoubtEntry>();
  for await (const { entry } of readEntries(ctx, jobId, 'doubt')) doubts.set(entry.messageId, entry);
  for await (const { entry } of readEntries(ctx, jobId, 'settled')) doubts.delete(entry);
  return doubts;
}

/** Entries of one kind in the order they were written, with the time of that; of `sent` with their stage, 0 for all others. */
async function* readEntries<Kind extends LedgerKind>(
  ctx: Context,
  jobId: string,
  kind: Kind,
): AsyncGenerator<{ entry: LedgerEntries[Kind]; stage: number; atMs: number }, void> {
  const prefix = ledgerPrefix(kind);
  const place = { partition: ledgerKey(jobId), prefix, subject: JOBS };
  for await (const page of readPartition({ ctx, input: place })) {
    for (const item of page) {
      const sort = String(item[STATE_KEYS.sort]);
      const stage = kind === 'sent' ? Number.parseInt(sort.slice(prefix.length), 10) : 0;
      const atMs = Number(item['atMs']);
      for (const entry of fromLedgerItem(kind, item)) yield { entry, stage, atMs };
    }
  }
}

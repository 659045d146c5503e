import type { Context } from '#lib/context';
import { deleteDoubts, writeDoubts, type Doubt } from './doubts.ts';
import { brief, type DoubtEntry, type SentEntry, type UnmovedEntry } from './entries.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { Replay } from './replay-ledger.ts';

export interface BookCounts {
  moved: number;
  skipped: number;
  failed: number;
  mayBeDoubled: number;
}

/** What a job knows of its messages: each is sent at most once and ends in one list. Every change is in the ledger before it counts. */
export interface Book {
  wasSent(messageId: string): boolean;
  wasUnmoved(messageId: string): boolean;
  /** A copy exists, or may: of this job, or of an earlier one on the same source. */
  doubtOf(messageId: string): Doubt | undefined;
  /** Before sending. */
  intend(messageIds: readonly string[]): Promise<void>;
  /** Nothing was sent after all. */
  withdraw(messageIds: readonly string[]): Promise<void>;
  /** The copies are confirmed; resolves when that is stored, and only then the originals may be deleted. */
  sent(entries: readonly SentEntry[]): Promise<void>;
  /** The originals are deleted. Does not wait. */
  done(messageIds: readonly string[]): void;
  unmoved(entries: readonly Omit<UnmovedEntry, 'atMs'>[]): Promise<void>;
  /** These may exist twice from now on. */
  doubt(
    state: Doubt['state'],
    /** `atMs`: when the copy may have been sent; default now. */
    entries: readonly (Omit<DoubtEntry, 'atMs'> & { atMs?: number })[],
  ): Promise<void>;
  /** These do not exist twice (any more). */
  settle(messageIds: readonly string[]): Promise<void>;
  /** The originals are gone, so that no later job needs to know; whether there are two copies stays open. */
  forget(messageIds: readonly string[]): Promise<void>;
  /** Messages of this job about which there is such a doubt. */
  openDoubts(state: Doubt['state']): string[];
  /** The source was looked through and holds none of those whose copy is confirmed: they do not exist twice. */
  settleUnseen(): Promise<void>;
  counts(): BookCounts;
  /** Resolves when everything is stored. */
  idle(): Promise<void>;
}

/** `doubts`: those about messages of `source`, which this keeps up to date in the table too. */
export function createBook({
  ctx,
  jobId,
  source,
  isCopied,
  replay,
  doubts,
  ledger,
}: {
  ctx: Context;
  jobId: string;
  /** Null for a restore: nothing can be left behind in a file. */
  source: string | null;
  /** False for a deletion: what it keeps in a snapshot is no second message, and no later job needs to know. */
  isCopied: boolean;
  replay: Replay;
  doubts: Map<string, Doubt>;
  ledger: LedgerWriter;
}): Book {
  const { sent, unmoved } = replay;
  const counts = { skipped: replay.skipped, failed: replay.failed };
  const doubtful = new Set(replay.doubts.keys());
  const now = () => ctx.clock.nowMs();
  const openDoubts = (state: Doubt['state']) =>
    [...doubtful].filter((messageId) => doubts.get(messageId)?.state === state);
  /** Sent once more on request: whatever becomes of the original, there may be two copies. */
  const resent = new Set([...replay.doubts.values()].filter(isResent).map(({ messageId }) => messageId));
  const settleOurs = async (messageIds: readonly string[]) => {
    const ours = messageIds.filter((messageId) => !resent.has(messageId) && doubtful.delete(messageId));
    await ledger.write('settled', ours);
  };
  const forget = async (messageIds: readonly string[]) => {
    const known = messageIds.filter((messageId) => doubts.delete(messageId));
    if (source !== null) await deleteDoubts(ctx, source, known);
  };

  return {
    wasSent: (messageId) => sent.has(messageId),
    wasUnmoved: (messageId) => unmoved.has(messageId),
    doubtOf: (messageId) => doubts.get(messageId),
    intend: (messageIds) => ledger.write('intent', messageIds),
    withdraw: (messageIds) => ledger.write('withdrawn', messageIds),
    async sent(entries) {
      await ledger.write('sent', entries);
      for (const { messageId } of entries) sent.add(messageId);
    },
    done(messageIds) {
      void ledger.write('done', messageIds).catch(() => {});
    },
    async unmoved(entries) {
      const news = entries.filter(({ messageId }) => !sent.has(messageId) && !unmoved.has(messageId));
      for (const { messageId } of news) unmoved.add(messageId);
      await ledger.write(
        'unmoved',
        news.map((entry) => ({ ...entry, message: brief(entry.message), atMs: now() })),
      );
      for (const { list } of news) counts[list] += 1;
    },
    async doubt(state, entries) {
      if (entries.length === 0) return;
      const news = entries.map(({ messageId, atMs }) => ({ messageId, jobId, state, atMs: atMs ?? now() }));
      for (const doubt of news) doubts.set(doubt.messageId, doubt);
      if (source !== null && isCopied) await writeDoubts(ctx, source, news);
      await ledger.write(
        'doubt',
        entries.map(({ messageId, code, message, atMs }) => ({
          messageId,
          code,
          message: brief(message),
          atMs: atMs ?? now(),
        })),
      );
      for (const { messageId } of entries) doubtful.add(messageId);
      for (const { messageId } of entries.filter(isResent)) resent.add(messageId);
    },
    forget,
    openDoubts,
    async settle(messageIds) {
      await forget(messageIds);
      await settleOurs(messageIds);
    },
    // The table keeps these: should one turn up all the same, it is deleted and not sent.
    settleUnseen: () => settleOurs(openDoubts('sent')),
    counts: () => ({ moved: sent.size, ...counts, mayBeDoubled: doubtful.size }),
    idle: () => ledger.idle(),
  };
}

/** Code of a doubt about a message that was sent again because that was asked for. */
export const RESENT = 'resent';

function isResent({ code }: { code: string }): boolean {
  return code === RESENT;
}

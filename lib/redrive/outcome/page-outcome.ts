import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { readPartition } from '#lib/state/read-partition';
import { writeItems } from '#lib/state/write-items';
import { NO_OUTCOME } from '../jobs/job-record.ts';
import { expiryOf, ledgerKey } from '../jobs/keys.ts';
import { fromLedgerItem, ledgerPrefix, type SentEntry } from '../ledger/entries.ts';
import type { JobOutcome } from '../types.ts';

/** What became of the copies of one page of the ledger. */
export interface PageOutcome {
  /** Sort key of the page. */
  key: string;
  stage: number;
  /** When the page was written. */
  atMs: number;
  /** Counts of what does not change any more. */
  final: JobOutcome;
  /** The others, and how they stood when they were looked up last. */
  open: SentEntry[];
  openOutcome: JobOutcome;
  /** Targets whose consumers have recorded something of this page. */
  recorded: string[];
}

const PREFIX = 'outcome#';

/** The pages that were looked at before, in the order of their keys. */
export async function* readPageOutcomes(ctx: Context, jobId: string): AsyncGenerator<PageOutcome, void> {
  const place = { partition: ledgerKey(jobId), prefix: PREFIX, subject: JOBS };
  for await (const items of readPartition({ ctx, input: place })) {
    for (const { page } of items) if (typeof page === 'string') yield JSON.parse(page) as PageOutcome;
  }
}

/** Pages of the ledger with confirmed copies, from behind the key `after`, as if nothing were known of them. */
export async function* readSentPages(
  ctx: Context,
  jobId: string,
  after: string | null,
): AsyncGenerator<PageOutcome, void> {
  const prefix = ledgerPrefix('sent');
  const place = { partition: ledgerKey(jobId), prefix, subject: JOBS };
  for await (const items of readPartition({ ctx, input: after === null ? place : { ...place, after } })) {
    for (const item of items) {
      const key = String(item[STATE_KEYS.sort]);
      const open = fromLedgerItem('sent', item);
      const stage = Number.parseInt(key.slice(prefix.length), 10);
      const openOutcome = { ...NO_OUTCOME, pending: open.length };
      yield {
        key,
        stage,
        atMs: Number(item['atMs']),
        final: { ...NO_OUTCOME },
        open,
        openOutcome,
        recorded: [],
      };
    }
  }
}

/** Keeps what is known of pages. Written by whoever looks: the same again, or something newer. */
export async function writePageOutcomes(
  ctx: Context,
  jobId: string,
  pages: readonly PageOutcome[],
): Promise<void> {
  const items = pages.map((page) => ({
    [STATE_KEYS.partition]: ledgerKey(jobId),
    [STATE_KEYS.sort]: `${PREFIX}${page.key}`,
    page: JSON.stringify(page),
    [STATE_KEYS.expiry]: expiryOf(page.atMs),
  }));
  await writeItems({ ctx, input: { items, subject: JOBS } });
}

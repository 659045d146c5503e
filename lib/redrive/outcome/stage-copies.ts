import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import { readPartition } from '#lib/state/read-partition';
import { ledgerKey } from '../jobs/keys.ts';
import { fromLedgerItem, ledgerPrefix, type SentEntry } from '../ledger/entries.ts';

/** All copies that one stage of a job has sent. For a canary stage: there may be as many as the stage is large. */
export async function readStageCopies(ctx: Context, jobId: string, stage: number): Promise<SentEntry[]> {
  const place = { partition: ledgerKey(jobId), prefix: ledgerPrefix('sent', stage), subject: JOBS };
  const entries: SentEntry[] = [];
  for await (const page of readPartition({ ctx, input: place })) {
    for (const item of page) entries.push(...fromLedgerItem('sent', item));
  }
  return entries;
}

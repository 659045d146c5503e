import { DeleteMessageBatchCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from '#lib/context';
import { listJobMessages } from '#lib/redrive/jobs/job-messages';
import { toLedgerItem, type LedgerEntries, type LedgerKind } from '#lib/redrive/ledger/entries';
import type { JobMessage, JobMessageList } from '#lib/redrive/types';
import { JOBS } from '#lib/state/call-table';
import { writeItems } from '#lib/state/write-items';
import { receive } from '../message.ts';

/** Takes everything visible out of a queue, in the order it comes. */
export async function drain(sqs: SQSClient, { url }: { url: string }): Promise<Message[]> {
  const all: Message[] = [];
  for (;;) {
    const messages = await receive(sqs, url);
    if (messages.length === 0) return all;
    all.push(...messages);
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  }
}

/** Bodies, sorted: what is compared where order does not count. */
export function bodiesOf(messages: readonly Message[]): string[] {
  return messages.map(({ Body = '' }) => Body).toSorted();
}

/** All messages of one of a job's lists. */
export async function listAll(ctx: Context, id: string, list: JobMessageList): Promise<JobMessage[]> {
  const all: JobMessage[] = [];
  let cursor: string | null = null;
  do {
    const request: object = cursor === null ? { list } : { list, cursor };
    const page = await listJobMessages({ ctx, input: { id, request } });
    all.push(...page.messages);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

/** What the lists of a job say of each message: its id and its code. */
export async function codesOf(ctx: Context, id: string, list: JobMessageList): Promise<(string | null)[][]> {
  return (await listAll(ctx, id, list)).map(({ messageId, code }) => [messageId, code]);
}

let sequence = 0;

/** Puts entries into a job's ledger, as a run that has died since has left them. */
export async function leaveInLedger<Kind extends LedgerKind>(
  ctx: Context,
  jobId: string,
  kind: Kind,
  entries: readonly LedgerEntries[Kind][],
  { atMs = ctx.clock.nowMs(), stage = 0 } = {},
): Promise<void> {
  sequence += 1;
  const item = toLedgerItem({ jobId, run: 0, sequence, stage, atMs }, kind, entries);
  await writeItems({ ctx, input: { items: [item], subject: JOBS } });
}

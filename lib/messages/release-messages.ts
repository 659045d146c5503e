import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import { MAX_BATCH_ENTRIES } from '#lib/queues/entries/batches';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

const CONCURRENT_BATCHES = 8;

export interface Release {
  givenBack: number;
  /** Not given back by us: they return by themselves when their visibility timeout ends. */
  returningByThemselves: number;
}

/** Makes held messages visible again at once. Never throws for what AWS says: it counts. */
export async function releaseMessages({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: DeadLetterQueue; receiptHandles: readonly string[] };
}): Promise<Release> {
  const { queue, receiptHandles } = input;
  const batches = inGroupsOf(MAX_BATCH_ENTRIES, receiptHandles);
  const counts = await mapConcurrently(batches, CONCURRENT_BATCHES, (batch) =>
    releaseBatch(ctx, queue, batch),
  );
  const givenBack = counts.reduce((sum, count) => sum + count, 0);
  return { givenBack, returningByThemselves: receiptHandles.length - givenBack };
}

async function releaseBatch(ctx: Context, queue: DeadLetterQueue, handles: string[]): Promise<number> {
  const Entries = handles.map((ReceiptHandle, index) => ({
    Id: String(index),
    ReceiptHandle,
    VisibilityTimeout: 0,
  }));
  try {
    const { Successful = [] } = await callAws(
      { action: 'sqs:ChangeMessageVisibility', queue: queue.name },
      () => ctx.aws.sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue.url, Entries })),
    );
    return Successful.length;
  } catch {
    return 0;
  }
}

import { DeleteMessageBatchCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import type { DeadLetterQueue } from '#lib/messages/dead-letter-queue';

const ATTEMPTS = 2;

/**
 * Deletes up to ten messages whose copies are confirmed. Returns the indexes whose deletion was not confirmed, also after
 * a second try: these may now exist twice. Never throws for what AWS says.
 */
export async function deleteMoved({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: DeadLetterQueue; receiptHandles: readonly string[] };
}): Promise<Set<number>> {
  let remaining = new Set(input.receiptHandles.keys());
  for (let attempt = 1; attempt <= ATTEMPTS && remaining.size > 0; attempt += 1) {
    remaining = await deleteOnce(ctx, input.queue, input.receiptHandles, remaining);
  }
  return remaining;
}

async function deleteOnce(
  ctx: Context,
  queue: DeadLetterQueue,
  handles: readonly string[],
  indexes: ReadonlySet<number>,
): Promise<Set<number>> {
  const Entries = [...indexes].map((index) => ({ Id: String(index), ReceiptHandle: handles[index] }));
  try {
    const { Successful = [] } = await callAws({ action: 'sqs:DeleteMessage', queue: queue.name }, () =>
      ctx.aws.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries })),
    );
    const deleted = new Set(Successful.map(({ Id }) => Number(Id)));
    return new Set([...indexes].filter((index) => !deleted.has(index)));
  } catch {
    return new Set(indexes);
  }
}

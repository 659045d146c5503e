import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import { untilNotThrottled } from '#lib/aws/until-not-throttled';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { DeadLetterQueue } from '../dead-letter-queue.ts';

/**
 * Hides up to ten held messages for `seconds` from now, or shows them to others with 0. Returns the indexes of those of which SQS has
 * confirmed it. Never throws for what AWS says: `onRefused` hears it.
 */
export async function changeVisibility({
  ctx,
  input,
}: {
  ctx: Context;
  input: {
    queue: DeadLetterQueue;
    receiptHandles: readonly string[];
    seconds: number;
    onRefused?: ((error: DomainError) => void) | undefined;
  };
}): Promise<ReadonlySet<number>> {
  const { queue, receiptHandles, seconds, onRefused } = input;
  const command = new ChangeMessageVisibilityBatchCommand({
    QueueUrl: queue.url,
    Entries: receiptHandles.map((ReceiptHandle, index) => ({
      Id: String(index),
      ReceiptHandle,
      VisibilityTimeout: seconds,
    })),
  });
  try {
    const { Successful = [] } = await untilNotThrottled(ctx, () =>
      callAws({ action: 'sqs:ChangeMessageVisibility', queue: queue.name }, () => ctx.aws.sqs.send(command)),
    );
    return new Set(Successful.map(({ Id }) => Number(Id)));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    onRefused?.(error);
    return new Set();
  }
}

import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { readDeadLetterSources } from '#lib/queues/attributes/dead-letter-sources';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';

declare const receivable: unique symbol;

/** A queue that {@link requireDeadLetterQueue} has let through: the only kind the desk receives from. */
export type DeadLetterQueue = QueueAttributes & { readonly [receivable]: true };

/**
 * The dead-letter queue called `name`, if looking into it does no harm. Every receive raises a message's receive count;
 * where a redrive policy watches that count, looking can push a message into the next queue.
 * @throws DomainError `receive-would-count` when the queue has a redrive policy of its own, `not-a-dead-letter-queue`
 *   when no queue names it as its dead-letter queue, `queue-not-found`
 */
export async function requireDeadLetterQueue({
  ctx,
  input,
}: {
  ctx: Context;
  input: { name: string };
}): Promise<DeadLetterQueue> {
  const url = await findQueueUrl({ ctx, input });
  const [queue, sources] = await Promise.all([
    readQueueAttributes({ ctx, input: { url } }),
    readDeadLetterSources({ ctx, input: { url } }),
  ]);
  if (queue.redrivePolicy) {
    const { maxReceiveCount, deadLetterQueue } = queue.redrivePolicy;
    throw new DomainError(
      'receive-would-count',
      `${queue.name} moves a message to ${deadLetterQueue} after ${maxReceiveCount} receives, and every look is a ` +
        `receive. The desk does not read its messages; read ${deadLetterQueue} instead.`,
    );
  }
  if (sources.length === 0) {
    throw new DomainError(
      'not-a-dead-letter-queue',
      `No queue uses ${queue.name} as its dead-letter queue. Looking would take its messages from their consumer and ` +
        `raise their receive counts, so the desk reads dead-letter queues only.`,
    );
  }
  return queue as DeadLetterQueue;
}

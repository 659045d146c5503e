import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { findDeadLetterFunctions } from '#lib/lambda/find-dead-letter-functions';
import { readDeadLetterSources } from '#lib/queues/attributes/dead-letter-sources';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';

declare const receivable: unique symbol;

/** A queue that {@link requireDeadLetterQueue} or {@link admitQueue} has let through: the only kind the desk receives from. */
export type DeadLetterQueue = QueueAttributes & { readonly [receivable]: true };

/** A queue, and why looking into it would do harm; null where it would not. */
interface Examination {
  queue: QueueAttributes;
  refusal: DomainError | null;
  /** From request to answer on a connection that stood, in milliseconds: what a receive will take, too. */
  answerMs: number;
}

/**
 * The dead-letter queue called `name`, if looking into it does no harm. Every receive raises a message's receive count;
 * where a redrive policy watches that count, looking can push a message into the next queue.
 * @throws DomainError `receive-would-count` when the queue has a redrive policy of its own, `not-a-dead-letter-queue`
 *   when neither a queue nor a function names it as its dead-letter queue, `queue-not-found`
 */
export async function requireDeadLetterQueue({
  ctx,
  input,
}: {
  ctx: Context;
  input: { name: string };
}): Promise<DeadLetterQueue> {
  const { queue } = await admitQueue({ ctx, input: { ...input, confirm: false } });
  return queue;
}

/**
 * The same for a look by somebody who may have said yes to the harm: with `confirm`, any queue is let through. Also how long it took to
 * answer.
 */
export async function admitQueue({
  ctx,
  input,
}: {
  ctx: Context;
  input: { name: string; confirm: boolean };
}): Promise<{ queue: DeadLetterQueue; answerMs: number }> {
  const { queue, refusal, answerMs } = await examineQueue({ ctx, input });
  if (refusal && !input.confirm) throw refusal;
  return { queue: queue as DeadLetterQueue, answerMs };
}

/**
 * The queue called `name` as it is, receiving nothing.
 * @throws DomainError `queue-not-found`, `access-denied`, `unreachable`
 */
export async function examineQueue({
  ctx,
  input,
}: {
  ctx: Context;
  input: { name: string };
}): Promise<Examination> {
  const url = await findQueueUrl({ ctx, input });
  const askedAtMs = ctx.clock.nowMs();
  const [queue, sources] = await Promise.all([
    readQueueAttributes({ ctx, input: { url } }),
    readDeadLetterSources({ ctx, input: { url } }),
  ]);
  const answerMs = ctx.clock.nowMs() - askedAtMs;
  return { queue, refusal: await findRefusal(ctx, queue, sources), answerMs };
}

async function findRefusal(
  ctx: Context,
  queue: QueueAttributes,
  sources: readonly string[],
): Promise<DomainError | null> {
  if (queue.redrivePolicy) {
    const { maxReceiveCount, deadLetterQueue } = queue.redrivePolicy;
    return new DomainError(
      'receive-would-count',
      `${queue.name} moves a message to ${deadLetterQueue} after ${maxReceiveCount} receives, and every look is a ` +
        `receive. Read ${deadLetterQueue} instead, or confirm that its messages may be read all the same.`,
    );
  }
  if (sources.length > 0) return null;
  const { functionNames, error } = await findDeadLetterFunctions({ ctx, input: { queueArn: queue.arn } });
  if (functionNames.length > 0) return null;
  return new DomainError(
    'not-a-dead-letter-queue',
    `No queue${error ? '' : ' and no function'} uses ${queue.name} as its dead-letter queue. Looking takes its messages from their ` +
      `consumer for a while and raises their receive counts. Confirm that they may be read all the same.` +
      (error ? ` Whether a function uses it is not known: ${error.message}` : ''),
  );
}

import { ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import { untilNotThrottled } from '#lib/aws/until-not-throttled';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

export const MESSAGES_PER_RECEIVE = 10;
/** At once on a standard queue; one on a FIFO queue, where order matters. */
const MAX_RECEIVERS = 16;
/** A short poll asks only some of SQS's servers; the last word needs a long one. */
export const LAST_POLL_SECONDS = 1;
const EMPTY_RECEIVES_TO_END = 2;

/** A message hidden from everybody else until `hiddenUntilMs`. */
export interface HeldMessage {
  messageId: string;
  receiptHandle: string;
  hiddenUntilMs: number;
  message: Message;
}

/** `exhausted`: nothing visible was left. `over-limit`: SQS lets no more messages of the queue be in flight. */
export type ReceiveEnd = 'exhausted' | 'limit' | 'over-limit' | 'deadline' | 'stopped';

export interface ReceiveRequest {
  queue: DeadLetterQueue;
  /** Messages at most. */
  limit: number;
  /** How long each message stays hidden; outlasts `maxDurationMs`. */
  visibilityTimeoutSeconds: number;
  /** No receive starts later than this. */
  maxDurationMs: number;
  /** At once; default as many of 16 as the depth asks for. Always one on a FIFO queue. */
  receivers?: number;
  /** Asked before every receive. */
  shouldStop: () => boolean;
  /** Gets what a receive brought, never empty; its receiver waits for what it returns. */
  onMessages: (messages: HeldMessage[]) => Promise<void> | undefined;
}

/**
 * Receives from a dead-letter queue until it is exhausted: until each receiver came back empty twice in a row.
 * The only place of the desk that receives. Whoever calls it gives back what it does not delete, also when this throws:
 * by then no receive is under way any more.
 * @throws DomainError of the first receive that failed
 */
export async function receiveMessages({
  ctx,
  input,
}: {
  ctx: Context;
  input: ReceiveRequest;
}): Promise<ReceiveEnd> {
  const { queue } = input;
  const deadlineMs = ctx.clock.nowMs() + input.maxDurationMs;
  let reserved = 0;
  let failed = false;
  let isOverLimit = false;

  const receiver = async (): Promise<ReceiveEnd> => {
    let emptyReceives = 0;
    while (emptyReceives < EMPTY_RECEIVES_TO_END) {
      if (failed || input.shouldStop()) return 'stopped';
      if (ctx.clock.nowMs() >= deadlineMs) return 'deadline';
      const wanted = Math.min(MESSAGES_PER_RECEIVE, input.limit - reserved);
      if (wanted <= 0) return 'limit';
      if (isOverLimit) return 'over-limit';
      reserved += wanted;
      const messages = await receiveBatch(ctx, input, wanted, emptyReceives > 0 ? LAST_POLL_SECONDS : 0);
      if (messages === 'over-limit') {
        isOverLimit = true;
        return 'over-limit';
      }
      reserved -= wanted - messages.length;
      emptyReceives = messages.length > 0 ? 0 : emptyReceives + 1;
      if (messages.length > 0) await input.onMessages(messages);
    }
    return 'exhausted';
  };

  const receivers = Array.from({ length: receiversFor(queue, input.receivers) }, async () => {
    try {
      return await receiver();
    } catch (error) {
      failed = true;
      throw error;
    }
  });
  const ends = await Promise.allSettled(receivers);
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
  const reasons = new Set(ends.map((end) => (end.status === 'fulfilled' ? end.value : 'stopped')));
  return (
    (['stopped', 'deadline', 'over-limit', 'limit'] as const).find((reason) => reasons.has(reason)) ??
    'exhausted'
  );
}

/** How many receivers a queue is given of `max`. */
export function receiversFor(
  { type, depth }: Pick<QueueAttributes, 'type' | 'depth'>,
  max: number = MAX_RECEIVERS,
): number {
  if (type === 'fifo') return 1;
  return Math.min(Math.max(Math.ceil(depth.visible / MESSAGES_PER_RECEIVE), 1), max);
}

async function receiveBatch(
  ctx: Context,
  { queue, visibilityTimeoutSeconds }: ReceiveRequest,
  maxMessages: number,
  waitSeconds: number,
): Promise<HeldMessage[] | 'over-limit'> {
  const one = { queue, maxMessages, visibilityTimeoutSeconds, waitSeconds };
  return untilNotThrottled(ctx, async () => {
    try {
      return await receiveOnce(ctx, ctx.aws.sqs, one);
    } catch (error) {
      if (isOverLimit(error)) return 'over-limit';
      throw error;
    }
  });
}

/**
 * One receive by `sqs`: up to ten messages with everything SQS knows of them, none when nothing is there for `waitSeconds`.
 * @throws DomainError
 */
export async function receiveOnce(
  ctx: Context,
  sqs: SQSClient,
  input: {
    queue: DeadLetterQueue;
    maxMessages: number;
    visibilityTimeoutSeconds: number;
    waitSeconds: number;
  },
): Promise<HeldMessage[]> {
  const { queue, maxMessages, visibilityTimeoutSeconds, waitSeconds } = input;
  // Counted from the request: SQS hides a message before its answer is here.
  const hiddenUntilMs = ctx.clock.nowMs() + visibilityTimeoutSeconds * 1000;
  const { Messages = [] } = await callAws({ action: 'sqs:ReceiveMessage', queue: queue.name }, () =>
    sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: maxMessages,
        VisibilityTimeout: visibilityTimeoutSeconds,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    ),
  );
  return Messages.flatMap((message) =>
    message.MessageId && message.ReceiptHandle
      ? { messageId: message.MessageId, receiptHandle: message.ReceiptHandle, hiddenUntilMs, message }
      : [],
  );
}

/** Too many messages in flight is an end of a look, and the one thing that asking again does not help. */
function isOverLimit(error: unknown): boolean {
  return error instanceof DomainError && error.cause instanceof Error && error.cause.name === 'OverLimit';
}

import { ReceiveMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

/** Receivers at once on a standard queue; one on a FIFO queue, where order matters. */
const MAX_RECEIVERS = 8;
const MESSAGES_PER_RECEIVE = 10;
/** A short poll asks only some of SQS's servers; the last word needs a long one. */
const LAST_POLL_SECONDS = 1;
const EMPTY_RECEIVES_TO_END = 2;

/** A message hidden from everybody else until `hiddenUntilMs`. */
export interface HeldMessage {
  messageId: string;
  receiptHandle: string;
  hiddenUntilMs: number;
  message: Message;
}

/** `exhausted`: nothing visible was left. */
export type ReceiveEnd = 'exhausted' | 'limit' | 'deadline' | 'stopped';

export interface ReceiveRequest {
  queue: DeadLetterQueue;
  /** Messages at most. */
  limit: number;
  /** How long each message stays hidden; outlasts `maxDurationMs`. */
  visibilityTimeoutSeconds: number;
  /** No receive starts later than this. */
  maxDurationMs: number;
  /** Asked before every receive. */
  shouldStop: () => boolean;
  /** Gets what a receive brought, never empty; its receiver waits for it. */
  onMessages: (messages: HeldMessage[]) => Promise<void>;
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

  const receiver = async (): Promise<ReceiveEnd> => {
    let emptyReceives = 0;
    while (emptyReceives < EMPTY_RECEIVES_TO_END) {
      if (failed || input.shouldStop()) return 'stopped';
      if (ctx.clock.nowMs() >= deadlineMs) return 'deadline';
      const wanted = Math.min(MESSAGES_PER_RECEIVE, input.limit - reserved);
      if (wanted <= 0) return 'limit';
      reserved += wanted;
      const messages = await receiveBatch(ctx, input, wanted, emptyReceives > 0 ? LAST_POLL_SECONDS : 0);
      reserved -= wanted - messages.length;
      emptyReceives = messages.length > 0 ? 0 : emptyReceives + 1;
      if (messages.length > 0) await input.onMessages(messages);
    }
    return 'exhausted';
  };

  const receivers = Array.from({ length: receiversFor(queue) }, async () => {
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
  return (['stopped', 'deadline', 'limit'] as const).find((reason) => reasons.has(reason)) ?? 'exhausted';
}

function receiversFor({ type, depth }: DeadLetterQueue): number {
  if (type === 'fifo') return 1;
  return Math.min(Math.max(Math.ceil(depth.visible / MESSAGES_PER_RECEIVE), 1), MAX_RECEIVERS);
}

async function receiveBatch(
  ctx: Context,
  { queue, visibilityTimeoutSeconds }: ReceiveRequest,
  maxMessages: number,
  waitSeconds: number,
): Promise<HeldMessage[]> {
  const askedAtMs = ctx.clock.nowMs();
  const { Messages = [] } = await callAws({ action: 'sqs:ReceiveMessage', queue: queue.name }, () =>
    ctx.aws.sqs.send(
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
      ? {
          messageId: message.MessageId,
          receiptHandle: message.ReceiptHandle,
          hiddenUntilMs: askedAtMs + visibilityTimeoutSeconds * 1000,
          message,
        }
      : [],
  );
}

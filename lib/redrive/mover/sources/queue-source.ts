import { DeleteMessageBatchCommand } from '@aws-sdk/client-sqs';
import { callAws } from '#lib/aws/call';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { DeadLetterQueue } from '#lib/messages/dead-letter-queue';
import { receiveOnce } from '#lib/messages/receive-messages';
import { releaseMessages } from '#lib/messages/release-messages';
import { readQueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { isStanding } from '../../standing-error.ts';
import type { MoveSource, Removal } from './move-source.ts';

const DELETE_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 100;

/** Messages of a dead-letter queue, each held for `holdSeconds`. */
export function createQueueSource(ctx: Context, queue: DeadLetterQueue, holdSeconds: number): MoveSource {
  const deleteOnce = async (handles: readonly string[], indexes: ReadonlySet<number>): Promise<Removal> => {
    const Entries = [...indexes].map((index) => ({ Id: String(index), ReceiptHandle: handles[index] }));
    try {
      const { Successful = [] } = await callAws({ action: 'sqs:DeleteMessage', queue: queue.name }, () =>
        ctx.aws.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries })),
      );
      const deleted = new Set(Successful.map(({ Id }) => Number(Id)));
      return { left: new Set([...indexes].filter((index) => !deleted.has(index))), problem: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { left: indexes, problem: error };
    }
  };

  return {
    name: queue.name,
    type: queue.type,
    // Repeated by the SDK, a receive whose answer was lost would hide messages that nobody knows of.
    receive: (maxMessages, waitSeconds) =>
      receiveOnce(ctx, ctx.aws.sqsWithoutRetries, {
        queue,
        maxMessages,
        visibilityTimeoutSeconds: holdSeconds,
        waitSeconds,
      }),
    async remove(held) {
      const handles = held.map(({ receiptHandle }) => receiptHandle);
      let removal: Removal = { left: new Set(handles.keys()), problem: null };
      for (let attempt = 1; ; attempt += 1) {
        removal = await deleteOnce(handles, removal.left);
        const isOver = removal.left.size === 0 || attempt === DELETE_ATTEMPTS;
        if (isOver || isStanding(removal.problem)) return removal;
        await ctx.clock.wait(FIRST_BACKOFF_MS * 2 ** (attempt - 1));
      }
    },
    async giveBack(held) {
      if (held.length === 0) return 0;
      const receiptHandles = held.map(({ receiptHandle }) => receiptHandle);
      const { returningByThemselves } = await releaseMessages({ ctx, input: { queue, receiptHandles } });
      return returningByThemselves;
    },
    async count() {
      const { depth } = await readQueueAttributes({ ctx, input: { url: queue.url } });
      return { available: depth.visible + depth.delayed, held: depth.inFlight };
    },
  };
}

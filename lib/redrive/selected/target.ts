import type { Message } from '@aws-sdk/client-sqs';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import { queueNameOfArn } from '#lib/queues/queue-name';

/** Where one message goes, and what its origin says of it. */
export interface Target {
  name: string;
  url: string;
  type: 'standard' | 'fifo';
  maximumMessageSizeBytes: number;
  /** Receives after which the message's origin dead-lettered it; 0 when it has none. */
  originMaxReceiveCount: number;
}

/** Why a message has no target; it stays where it is. */
export interface NoTarget {
  code: string;
  message: string;
}

export type TargetFinder = (message: Message) => Promise<Target | NoTarget>;

/**
 * Finds the target of each message: `target` for all, or the queue each was dead-lettered from.
 * Each queue is read once.
 * @throws DomainError `queue-not-found` at once when `target` is given and does not exist
 */
export async function createTargetFinder(ctx: Context, target: string | undefined): Promise<TargetFinder> {
  const readings = new Map<string, Promise<QueueAttributes | NoTarget>>();
  const read = (name: string) => {
    const reading = readings.get(name) ?? readQueue(ctx, name);
    readings.set(name, reading);
    return reading;
  };
  const fixed = target === undefined ? null : await readExisting(ctx, target);

  return async (message) => {
    const originArn = message.Attributes?.DeadLetterQueueSourceArn;
    const origin = originArn === undefined ? null : await read(queueNameOfArn(originArn));
    const queue = fixed ?? origin;
    if (!queue) {
      return {
        code: 'no-origin',
        message:
          'It was sent to the dead-letter queue directly, so AWS knows no queue it came from. Choose a target.',
      };
    }
    if (!('url' in queue)) return queue;
    const policy = origin && 'url' in origin ? origin.redrivePolicy : null;
    const { name, url, type, maximumMessageSizeBytes } = queue;
    return { name, url, type, maximumMessageSizeBytes, originMaxReceiveCount: policy?.maxReceiveCount ?? 0 };
  };
}

async function readExisting(ctx: Context, name: string): Promise<QueueAttributes> {
  const url = await findQueueUrl({ ctx, input: { name } });
  return readQueueAttributes({ ctx, input: { url } });
}

async function readQueue(ctx: Context, name: string): Promise<QueueAttributes | NoTarget> {
  try {
    return await readExisting(ctx, name);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, message: error.message };
  }
}

import type { SQSClient } from '@aws-sdk/client-sqs';
import { receive, sendMany } from './message.ts';
import { createQueue, type QueueAttributes, readDepth, type TestQueue } from './queue.ts';

/** A queue and the dead-letter queue its redrive policy names. */
export interface DeadLetterPair {
  source: TestQueue;
  deadLetters: TestQueue;
}

export interface DeadLetterPairOptions {
  /** Receives before a message is dead-lettered. Default 1. */
  maxReceiveCount?: number;
  sourceAttributes?: QueueAttributes;
  deadLetterAttributes?: QueueAttributes;
  /** Use this dead-letter queue instead of a new one. */
  deadLetters?: TestQueue;
}

/** The JSON a RedrivePolicy attribute holds. */
export function redrivePolicy(deadLetterTargetArn: string, maxReceiveCount: number | string): string {
  return JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
}

export async function createDeadLetterPair(
  sqs: SQSClient,
  options: DeadLetterPairOptions = {},
): Promise<DeadLetterPair> {
  const deadLetters = options.deadLetters ?? (await createQueue(sqs, options.deadLetterAttributes, 'dlq'));
  const RedrivePolicy = redrivePolicy(deadLetters.arn, options.maxReceiveCount ?? 1);
  const source = await createQueue(sqs, { ...options.sourceAttributes, RedrivePolicy }, 'source');
  return { source, deadLetters };
}

/**
 * Empties `source` into its dead-letter queue by receiving without hiding until nothing is left. Needs no time to pass.
 * Throws when the queue does not drain in a number of receives that any redrive policy of the test would allow.
 */
export async function deadLetterAll(sqs: SQSClient, source: TestQueue, maxReceives = 2_000): Promise<void> {
  let emptyReceives = 0;
  for (let receives = 0; receives < maxReceives; receives += 1) {
    const messages = await receive(sqs, source.url, { VisibilityTimeout: 0 });
    emptyReceives = messages.length === 0 ? emptyReceives + 1 : 0;
    if (emptyReceives > 0 && (await readDepth(sqs, source.url)).visible === 0) return;
  }
  throw new TypeError(`${source.name} still holds messages after ${maxReceives} receives`);
}

/** A pair (maxReceiveCount 1 unless told) whose dead-letter queue holds `count` messages; returns their ids. */
export async function createFilledPair(
  sqs: SQSClient,
  count: number,
  options: DeadLetterPairOptions = {},
): Promise<DeadLetterPair & { messageIds: string[] }> {
  const pair = await createDeadLetterPair(sqs, options);
  const messageIds = await sendMany(sqs, pair.source.url, count);
  await deadLetterAll(sqs, pair.source);
  return { ...pair, messageIds };
}

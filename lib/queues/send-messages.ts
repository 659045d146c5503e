import { randomUUID } from 'node:crypto';
import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import type { z } from 'zod';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { mapConcurrently } from '#lib/flow/map-concurrently';
import { parseInput } from '#lib/parse-input';
import { readQueueAttributes, type QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { findQueueUrl } from '#lib/queues/attributes/queue-url';
import { forgetDepths } from '#lib/queues/depth/shared-depths';
import { toSdkAttributes } from '#lib/queues/entries/attribute-values';
import { packBatches } from '#lib/queues/entries/batches';
import { messageSizeBytes } from '#lib/queues/entries/message-size';
import { sendBatch, type SendOutcome } from '#lib/queues/entries/send-batch';
import { SendSchema } from '#lib/queues/send-schema';
import type { SendResult } from '#lib/queues/types';

const CONCURRENT_BATCHES = 8;

type Entry = Omit<SendMessageBatchRequestEntry, 'Id'>;

/**
 * Sends up to 1,000 messages to one queue. Every index is in `sent` or `failed`; code `send-unconfirmed` means that no
 * answer came, so the message may have been sent. On a FIFO queue each message gets a deduplication id of its own.
 * @throws DomainError `invalid-input`; `message-too-long` before anything is sent; `queue-not-found`, `access-denied` or
 *   `unreachable` when nothing at all was sent.
 */
export async function sendMessages({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; request: unknown };
}): Promise<SendResult> {
  const request = parseInput(SendSchema, input.request);
  const url = await findQueueUrl({ ctx, input: { name: input.queue } });
  const queue = await readQueueAttributes({ ctx, input: { url } });
  const messages = toMessages(request, queue);

  const outcomes = await mapConcurrently(
    packBatches(messages),
    // Batches of a FIFO queue go one after the other, to arrive in the order given.
    queue.type === 'fifo' ? 1 : CONCURRENT_BATCHES,
    async (batch) => {
      const entries = batch.map(({ entry }) => entry);
      return sendBatch({ ctx, input: { url, queue: queue.name, entries } });
    },
  );
  forgetDepths(ctx, [queue.name]);
  return toResult(outcomes.flat());
}

function toMessages(request: z.output<typeof SendSchema>, queue: QueueAttributes) {
  const bodies =
    request.bodies ?? Array.from<string>({ length: request.count ?? 1 }).fill(request.body ?? '');
  const attributes = toSdkAttributes(request.attributes ?? {});
  const fifo = queue.type === 'fifo';
  if (fifo && request.groupId === undefined) {
    throw new DomainError('invalid-input', 'groupId: A FIFO queue needs a message group.', {
      field: 'groupId',
    });
  }
  return bodies.map((body, index) => {
    const sizeBytes = messageSizeBytes(body, attributes);
    if (sizeBytes > queue.maximumMessageSizeBytes) {
      throw tooLong(request.bodies ? `bodies.${index}` : 'body', index, sizeBytes, queue);
    }
    const entry: Entry = {
      MessageBody: body,
      MessageAttributes: attributes,
      ...(request.delaySeconds !== undefined && { DelaySeconds: request.delaySeconds }),
      ...(request.groupId !== undefined && { MessageGroupId: request.groupId }),
      ...(fifo && { MessageDeduplicationId: randomUUID() }),
    };
    return { entry, sizeBytes };
  });
}

function tooLong(field: string, index: number, sizeBytes: number, queue: QueueAttributes): DomainError {
  const size = sizeBytes.toLocaleString('en-US');
  const limit = queue.maximumMessageSizeBytes.toLocaleString('en-US');
  return new DomainError(
    'message-too-long',
    `${field}: Message ${index} has ${size} bytes with its attributes; ${queue.name} takes at most ${limit}. Nothing was sent.`,
    { field },
  );
}

function toResult(outcomes: SendOutcome[]): SendResult {
  const result: SendResult = { sent: [], failed: [] };
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.sent) result.sent.push({ index, messageId: outcome.messageId });
    else result.failed.push({ index, code: outcome.code, message: outcome.message });
  }
  const refusals = outcomes.flatMap((outcome) => (outcome.sent ? [] : (outcome.error ?? [])));
  if (refusals.length === outcomes.length && refusals[0]) throw refusals[0];
  return result;
}

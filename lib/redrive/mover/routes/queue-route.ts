import type { Context } from '#lib/context';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { sendBatch, SEND_UNCONFIRMED, type SendOutcome } from '#lib/queues/entries/send-batch';
import type { Delivery, Route } from './route.ts';

/** Shorter than the five minutes in which a FIFO queue recognises a deduplication id, by what a request may take. */
const SAFE_DEDUPLICATION_MS = 4 * 60_000;

/** Codes of an entry that SQS could not take at the moment. */
const PASSING_CODES: ReadonlySet<string> = new Set([
  'InternalError',
  'InternalFailure',
  'ServiceUnavailable',
  'RequestThrottled',
  'Throttling',
  'ThrottlingException',
  'KmsThrottled',
  'throttled',
]);

/** To a queue, by SendMessageBatch. `originMaxReceiveCount` is of the queue its messages were dead-lettered from. */
export function createQueueRoute(ctx: Context, queue: QueueAttributes, originMaxReceiveCount: number): Route {
  const { name, url, type, maximumMessageSizeBytes } = queue;
  return {
    key: `queue ${name}`,
    name,
    kind: 'queue',
    type,
    maximumMessageSizeBytes,
    originMaxReceiveCount,
    isRepeatable: (sinceMs) => type === 'fifo' && sinceMs < SAFE_DEDUPLICATION_MS,
    async deliver(copies) {
      const entries = copies.map(({ entry }) => entry);
      const send = (some: typeof entries) => sendBatch({ ctx, input: { url, queue: name, entries: some } });
      const outcomes = await send(entries);
      if (entries.length === 1 || !outcomes.every(isRefusedForContent)) return outcomes.map(toDelivery);
      // SQS refuses a whole batch for one entry that it cannot take: alone, each is judged for itself.
      const alone: Delivery[] = [];
      for (const entry of entries) alone.push(...(await send([entry])).map(toDelivery));
      return alone;
    },
  };
}

/** Names of refusals of a whole request that its messages may have caused, and not the state of the queue. */
const CONTENT_ERRORS: ReadonlySet<string> = new Set([
  'InvalidMessageContents',
  'InvalidParameterValue',
  'InvalidAttributeValue',
  'MissingParameter',
  'BatchRequestTooLong',
  'UnsupportedOperation',
]);

function isRefusedForContent(outcome: SendOutcome): boolean {
  if (outcome.sent || outcome.error?.code !== 'aws-refused') return false;
  const { cause } = outcome.error;
  return cause instanceof Error && CONTENT_ERRORS.has(cause.name);
}

function toDelivery(outcome: SendOutcome): Delivery {
  if (outcome.sent) return { kind: 'sent', newMessageId: outcome.messageId };
  const { code, message, error } = outcome;
  if (code === SEND_UNCONFIRMED) return { kind: 'unconfirmed', message };
  if (PASSING_CODES.has(code)) return { kind: 'later' };
  if (isRefusedForContent(outcome)) return { kind: 'refused', code: 'refused', message };
  // A whole request that is refused would be refused for every message that follows.
  return error ? { kind: 'halt', message } : { kind: 'refused', code, message };
}

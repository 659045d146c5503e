import { STATE_KEYS } from '#lib/state/keys';
import type { Attempt, AttemptError, LatestAttempt } from '../types.ts';

/** How long attempts are kept: longer than SQS keeps a message (14 days) and the copy a redrive makes of it. */
export const ATTEMPTS_KEPT_FOR_DAYS = 30;

const DAY_SECONDS = 86_400;
/** Digits of epoch milliseconds until the year 2286, so that text sorts as time does. */
const TIME_DIGITS = 13;
/** A lineage may say that a message was received a billion times before. */
const ATTEMPT_DIGITS = 10;

/** An item of the table, as the document client reads and writes it. */
export type Item = Record<string, unknown>;

/** Partition of all attempts of a message over its redrives. */
export function attemptsKey(rootId: string): string {
  return `attempts#${rootId}`;
}

/** Key of the item that says how the latest attempt of a message ended. */
export function latestKey(messageId: string): { pk: string; sk: string } {
  return { pk: `latest#${messageId}`, sk: 'latest' };
}

/** Partition of the index with the failed attempts of a queue, by start. */
export function failuresKey(queue: string): string {
  return `failures#${queue}`;
}

/** Partition of the index with the messages of a queue whose latest attempt failed, by the start of that attempt. */
export function retryingKey(queue: string): string {
  return `retrying#${queue}`;
}

/** Sorts as `atMs` does, in both partitions of the index. */
export function sortByTime(atMs: number): string {
  return String(Math.max(0, Math.trunc(atMs))).padStart(TIME_DIGITS, '0');
}

/**
 * The two items of one attempt: the attempt itself, and the message's latest. Their keys follow from the delivery alone, so that
 * writing one twice (a retried request, a timeout that was none after all) leaves one.
 */
export function toItems(attempt: Attempt): [attempt: Item, latest: Item] {
  const { messageId, queue, startedAtMs, error } = attempt;
  const failed = attempt.outcome !== 'succeeded';
  const queueSort = `${sortByTime(startedAtMs)}#${messageId}#${attempt.receiveCount}`;
  const expiry = Math.ceil(startedAtMs / 1000) + ATTEMPTS_KEPT_FOR_DAYS * DAY_SECONDS;
  const { stack, ...short } = error ?? { stack: null };
  const { error: _, ...facts } = attempt;
  const fields = { ...facts, ...prefixError(short), [STATE_KEYS.expiry]: expiry };
  return [
    {
      pk: attemptsKey(attempt.rootId),
      sk: `${String(attempt.attempt).padStart(ATTEMPT_DIGITS, '0')}#${messageId}`,
      ...(failed && { queueKey: failuresKey(queue), queueSort }),
      ...fields,
      ...(stack !== null && { stack }),
    },
    { ...latestKey(messageId), ...(failed && { queueKey: retryingKey(queue), queueSort }), ...fields },
  ];
}

/** The attempt in an item; null for an item that is none or is past its expiry. */
export function toAttempt(item: Item, nowMs: number): Attempt | null {
  if (typeof item['messageId'] !== 'string' || isExpired(item, nowMs)) return null;
  const text = (name: string) => (typeof item[name] === 'string' ? item[name] : '');
  const number = (name: string) => (typeof item[name] === 'number' ? item[name] : 0);
  return {
    messageId: text('messageId'),
    rootId: text('rootId'),
    generation: number('generation'),
    queue: text('queue'),
    attempt: number('attempt'),
    receiveCount: number('receiveCount'),
    outcome: text('outcome') as Attempt['outcome'],
    startedAtMs: number('startedAtMs'),
    durationMs: number('durationMs'),
    error: item['fingerprint'] === undefined ? null : readError(item),
    scope: text('scope') as Attempt['scope'],
    functionName: text('functionName'),
    functionVersion: text('functionVersion'),
    requestId: text('requestId'),
    sentAtMs: number('sentAtMs'),
    firstReceivedAtMs: number('firstReceivedAtMs'),
  };
}

/** An attempt without what lists do not show. */
export function toLatest(attempt: Attempt): LatestAttempt {
  const { messageId, rootId, receiveCount, outcome, startedAtMs, durationMs, error } = attempt;
  return {
    messageId,
    rootId,
    attempt: attempt.attempt,
    receiveCount,
    outcome,
    startedAtMs,
    durationMs,
    error: error && { name: error.name, message: error.message, fingerprint: error.fingerprint },
  };
}

/** DynamoDB deletes an expired item within days, dynalite never. */
export function isExpired(item: Item, nowMs: number): boolean {
  const expiry = item[STATE_KEYS.expiry];
  return typeof expiry === 'number' && expiry * 1000 <= nowMs;
}

function prefixError(error: Partial<AttemptError>): Item {
  return error.fingerprint === undefined
    ? {}
    : { errorName: error.name, errorMessage: error.message, fingerprint: error.fingerprint };
}

function readError(item: Item): AttemptError {
  return {
    name: String(item['errorName']),
    message: String(item['errorMessage']),
    stack: typeof item['stack'] === 'string' ? item['stack'] : null,
    fingerprint: String(item['fingerprint']),
  };
}

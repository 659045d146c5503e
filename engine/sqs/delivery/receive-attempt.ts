import type { Message } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import type { Sqs } from '../state/sqs.ts';
import { hideUntil, settle } from '../state/transitions.ts';
import { receive, type ReceiveRequest } from './receive.ts';

/** What a receive of a FIFO queue gave under its attempt id. */
export interface ReceiveAttempt {
  receipts: [messageNumber: number, receiveCount: number, dueAtMs: number][];
}

/**
 * Receives, or gives a caller that lost the answer the same once more. A FIFO queue knows an attempt id for five minutes:
 * as long as nothing happened to the messages it was given, they come again under the same receipt handles and their
 * visibility timeout begins anew. Once one was deleted, changed or shown again, it is a receive like any other.
 */
export function receiveAttempt(
  sqs: Sqs,
  queue: Queue,
  attemptId: string | undefined,
  request: ReceiveRequest,
): Message[] | Promise<Message[]> {
  if (!queue.fifo || attemptId === undefined) return receive(sqs, queue, request);
  const remember = (messages: Message[]) => {
    const receipts = messages.filter(({ place }) => place === 'inFlight').map(describe);
    if (receipts.length > 0) queue.attempts.remember(attemptId, { receipts }, sqs.clock.nowMs());
    return messages;
  };
  const repeated = repeat(queue, attemptId, request, sqs.clock.nowMs());
  if (repeated) return remember(repeated);
  const received = receive(sqs, queue, request);
  return received instanceof Promise ? received.then(remember) : remember(received);
}

function repeat(
  queue: Queue,
  attemptId: string,
  request: ReceiveRequest,
  nowMs: number,
): Message[] | undefined {
  settle(queue, nowMs);
  const attempt = queue.attempts.find(attemptId, nowMs);
  if (!attempt) return undefined;
  queue.attempts.forget(attemptId);
  const messages: Message[] = [];
  for (const [number, receiveCount, dueAtMs] of attempt.receipts) {
    const message = queue.messages.get(number);
    if (message?.place !== 'inFlight') return undefined;
    if (message.receiveCount !== receiveCount || message.dueAtMs !== dueAtMs) return undefined;
    messages.push(message);
  }
  const dueAtMs = nowMs + (request.visibilityTimeoutMs ?? queue.settings.visibilityTimeoutMs);
  for (const message of messages) hideUntil(queue, message, dueAtMs);
  return messages;
}

function describe(message: Message): ReceiveAttempt['receipts'][number] {
  return [message.number, message.receiveCount, message.dueAtMs];
}

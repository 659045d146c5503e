import type { Message } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import type { Sqs } from '../state/sqs.ts';
import { collect } from './collect.ts';
import type { Waiter } from './waiters.ts';

export interface ReceiveRequest {
  maxMessages: number;
  /** Absent: the queue's, as it is when a message is delivered. */
  visibilityTimeoutMs: number | undefined;
  waitMs: number;
  /** Asked for only when the receive has to wait. */
  signal(): AbortSignal;
}

/**
 * Receives at once when there is something or nothing is to be waited for; otherwise resolves with the first messages
 * that come, or empty when the wait ends, the queue or the engine goes away, or the caller hangs up.
 */
export function receive(sqs: Sqs, queue: Queue, request: ReceiveRequest): Message[] | Promise<Message[]> {
  const nowMs = sqs.clock.nowMs();
  const { messages, deadLetteredTo } = collect(
    sqs,
    queue,
    request.maxMessages,
    request.visibilityTimeoutMs,
    nowMs,
  );
  if (deadLetteredTo) wakeNext(sqs, deadLetteredTo, nowMs);
  if (messages.length > 0 || request.waitMs <= 0 || sqs.closed) return messages;
  return wait(sqs, queue, request, nowMs);
}

function wait(sqs: Sqs, queue: Queue, request: ReceiveRequest, nowMs: number): Promise<Message[]> {
  const signal = request.signal();
  if (signal.aborted) return Promise.resolve([]);
  return new Promise((resolve) => {
    const leave = () => waiter.answer([]);
    const timer = sqs.clock.at(nowMs + request.waitMs, leave);
    const waiter: Waiter = {
      maxMessages: request.maxMessages,
      visibilityTimeoutMs: request.visibilityTimeoutMs,
      answer(messages) {
        timer.cancel();
        signal.removeEventListener('abort', leave);
        queue.waiters.list.remove(waiter);
        setTimer(sqs, queue);
        resolve(messages);
      },
      previous: undefined,
      next: undefined,
    };
    signal.addEventListener('abort', leave, { once: true });
    queue.waiters.list.append(waiter);
    setTimer(sqs, queue);
  });
}

/** Gives waiting receives what has become visible. To be called after anything that may have made a message visible. */
export function wake(sqs: Sqs, queue: Queue): void {
  const { list } = queue.waiters;
  if (list.size === 0) return;
  const nowMs = sqs.clock.nowMs();
  queue.waiters.isWaking = true;
  for (let waiter = list.first; waiter; waiter = list.first) {
    const { messages, deadLetteredTo } = collect(
      sqs,
      queue,
      waiter.maxMessages,
      waiter.visibilityTimeoutMs,
      nowMs,
    );
    if (deadLetteredTo) wakeNext(sqs, deadLetteredTo, nowMs);
    if (messages.length === 0) break;
    waiter.answer(messages);
  }
  queue.waiters.isWaking = false;
  setTimer(sqs, queue);
}

/** Ends every wait on a queue that is being deleted or closed. */
export function dismissWaiters(queue: Queue): void {
  const { list } = queue.waiters;
  for (let waiter = list.first; waiter; waiter = list.first) waiter.answer([]);
}

/** Two queues that dead-letter into each other would wake one another without end: the second time is put off. */
function wakeNext(sqs: Sqs, queue: Queue, nowMs: number): void {
  if (queue.waiters.list.size === 0) return;
  if (queue.waiters.isWaking) ringAt(sqs, queue, nowMs + 1);
  else wake(sqs, queue);
}

function setTimer(sqs: Sqs, queue: Queue): void {
  const { waiters } = queue;
  const next = queue.due.peek();
  if (waiters.list.size === 0) {
    waiters.timer?.cancel();
    waiters.timer = undefined;
  } else if (next) ringAt(sqs, queue, next.dueAtMs);
}

/** A timer that rings too early finds nothing and sets the next one, so an earlier one is left alone. */
function ringAt(sqs: Sqs, queue: Queue, atMs: number): void {
  const { waiters } = queue;
  if (waiters.timer && waiters.timerAtMs <= atMs) return;
  waiters.timer?.cancel();
  waiters.timerAtMs = atMs;
  waiters.timer = sqs.clock.at(atMs, () => {
    waiters.timer = undefined;
    wake(sqs, queue);
  });
}

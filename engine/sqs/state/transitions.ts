import type { Message } from './message.ts';
import type { Queue } from './queue.ts';

/** Numbers are noted on disk by the thousand, not one by one. */
const NUMBERS_RESERVED = 1000;

/** SQS's sequence numbers have twenty digits and rise within a group. */
function formatSequenceNumber(number: number): string {
  return `1${String(number).padStart(19, '0')}`;
}

/** `message` enters `queue`, visible after `delayMs`. Its retention start is the caller's. */
export function enter(queue: Queue, message: Message, nowMs: number, delayMs: number): void {
  message.number = takeNumber(queue);
  message.shelf = queue.shelf;
  message.enteredAtMs = nowMs;
  message.dueAtMs = 0;
  if (queue.fifo) message.sequenceNumber = formatSequenceNumber(message.number);
  queue.messages.set(message.number, message);
  queue.entered.append(message);
  if (message.retentionStartMs < nowMs) queue.backdated.push(message);
  if (delayMs > 0) {
    message.place = 'delayed';
    message.dueAtMs = nowMs + delayMs;
    queue.delayedCount++;
    queue.due.push(message);
  } else {
    message.place = 'ready';
    queue.ready.add(message);
  }
  queue.journal.messageChanged(message);
}

function takeNumber(queue: Queue): number {
  const number = queue.nextNumber++;
  if (number >= queue.reservedNumber) {
    queue.reservedNumber = number + NUMBERS_RESERVED;
    queue.journal.queueChanged(queue);
  }
  return number;
}

/** A visible message is delivered and hidden until `dueAtMs`. */
export function deliver(queue: Queue, message: Message, nowMs: number, dueAtMs: number): void {
  message.receiveCount++;
  message.receivedAtMs = nowMs;
  if (message.firstReceivedAtMs === 0) message.firstReceivedAtMs = nowMs;
  message.place = 'inFlight';
  message.dueAtMs = dueAtMs;
  queue.inFlightCount++;
  queue.due.push(message);
  queue.ready.hide(message);
  queue.journal.messageChanged(message);
}

/** An in-flight message stays hidden until another time. */
export function hideUntil(queue: Queue, message: Message, dueAtMs: number): void {
  queue.due.remove(message);
  message.dueAtMs = dueAtMs;
  queue.due.push(message);
  queue.journal.messageChanged(message);
}

/** An in-flight message becomes visible before its time. */
export function showNow(queue: Queue, message: Message, nowMs: number): void {
  makeVisible(queue, message);
  message.dueAtMs = nowMs;
  queue.journal.messageChanged(message);
}

/** A delayed or in-flight message becomes visible at its time. */
function makeVisible(queue: Queue, message: Message): void {
  queue.due.remove(message);
  const wasDelayed = message.place === 'delayed';
  message.place = 'ready';
  if (wasDelayed) {
    queue.delayedCount--;
    queue.ready.add(message);
  } else {
    queue.inFlightCount--;
    queue.ready.show(message);
  }
}

/** `message` leaves `queue`, wherever in it it is. */
export function leave(queue: Queue, message: Message): void {
  if (queue.cursor === message) queue.cursor = message.nextEntered;
  queue.messages.delete(message.number);
  queue.entered.remove(message);
  queue.backdated.remove(message);
  queue.due.remove(message);
  if (message.place === 'delayed') queue.delayedCount--;
  else {
    if (message.place === 'inFlight') queue.inFlightCount--;
    queue.ready.remove(message);
  }
  message.place = 'gone';
  queue.journal.messageChanged(message);
}

/** Empties `queue`, its deduplication and attempt ids included. Receipt handles of what was in it find nothing. */
export function purge(queue: Queue): void {
  queue.cursor = undefined;
  queue.messages.clear();
  queue.entered.clear();
  queue.backdated.clear();
  queue.due.clear();
  queue.ready.clear();
  queue.deduplication.clear();
  queue.attempts.clear();
  queue.delayedCount = 0;
  queue.inFlightCount = 0;
  queue.shelf = queue.journal.newShelf();
  queue.journal.sweep();
}

/**
 * Puts messages from disk, in order of their numbers, into an empty queue. Where each one stands follows from its times: it
 * is hidden while it is due in the future, delayed if it was never received, and otherwise visible since it was last due.
 */
export function restore(queue: Queue, messages: readonly Message[], nowMs: number): void {
  for (const message of messages) {
    if (queue.fifo) message.sequenceNumber = formatSequenceNumber(message.number);
    queue.messages.set(message.number, message);
    queue.entered.append(message);
    if (message.retentionStartMs < message.enteredAtMs) queue.backdated.push(message);
  }
  const inOrder = queue.fifo
    ? messages
    : messages.toSorted((left, right) => visibleSinceMs(left) - visibleSinceMs(right));
  for (const message of inOrder) {
    const isHidden = message.dueAtMs > nowMs;
    if (isHidden && message.receiveCount === 0) {
      message.place = 'delayed';
      queue.delayedCount++;
      queue.due.push(message);
      continue;
    }
    message.place = 'ready';
    queue.ready.add(message);
    if (!isHidden) continue;
    message.place = 'inFlight';
    queue.inFlightCount++;
    queue.due.push(message);
    queue.ready.hide(message);
  }
}

function visibleSinceMs(message: Message): number {
  return Math.max(message.enteredAtMs, message.dueAtMs);
}

/**
 * Does what time has made due: drops what retention has ended, shows what delay or visibility timeout has let go.
 * Every operation on a queue begins with it.
 */
export function settle(queue: Queue, nowMs: number): void {
  // What is backdated can be over before older entries; once it is gone the rest expires in order of entry.
  const endedStartMs = nowMs - queue.settings.messageRetentionMs;
  for (let next = queue.backdated.peek(); next && next.retentionStartMs <= endedStartMs;) {
    leave(queue, next);
    next = queue.backdated.peek();
  }
  for (let next = queue.entered.first; next && next.retentionStartMs <= endedStartMs;) {
    leave(queue, next);
    next = queue.entered.first;
  }
  for (let next = queue.due.peek(); next && next.dueAtMs <= nowMs;) {
    makeVisible(queue, next);
    next = queue.due.peek();
  }
}

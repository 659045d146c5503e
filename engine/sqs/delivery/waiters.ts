import type { Timer } from '../../core/clock.ts';
import { createLinkedList, type LinkedList, type Links } from '../../core/collections/linked-list.ts';
import type { Message } from '../state/message.ts';

/** One receive that waits for messages. */
export interface Waiter {
  maxMessages: number;
  /** See `ReceiveRequest`. */
  visibilityTimeoutMs: number | undefined;
  /** Ends the wait; called once. */
  answer(messages: Message[]): void;
  previous: Waiter | undefined;
  next: Waiter | undefined;
}

/** The receives that wait on one queue, first come first served. */
export interface Waiters {
  list: LinkedList<Waiter>;
  /** Rings when the next hidden message becomes visible; set only while somebody waits. */
  timer: Timer | undefined;
  timerAtMs: number;
  /** Waiting receives are being answered right now. */
  isWaking: boolean;
}

const WAITER_LINKS: Links<Waiter> = {
  previous: (waiter) => waiter.previous,
  next: (waiter) => waiter.next,
  setPrevious: (waiter, other) => (waiter.previous = other),
  setNext: (waiter, other) => (waiter.next = other),
};

export function createWaiters(): Waiters {
  return { list: createLinkedList(WAITER_LINKS), timer: undefined, timerAtMs: 0, isWaking: false };
}

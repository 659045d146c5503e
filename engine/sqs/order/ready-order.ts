import type { Links } from '../../core/collections/linked-list.ts';
import type { Message } from '../state/message.ts';

/**
 * The order in which a queue's visible messages are delivered: the one thing that differs between standard and FIFO.
 * A caller sets `message.place` first and calls the method of the same event then; `remove` alone comes before.
 */
export interface ReadyOrder {
  /** Visible messages, those of a locked group included. */
  readonly size: number;
  /** A message was sent, or its delay has ended. */
  add(message: Message): void;
  /**
   * The message to deliver next, which stays where it is. `after` is the one delivered before it in the same receive:
   * a FIFO queue goes on with its group.
   */
  next(after: Message | undefined, nowMs: number): Message | undefined;
  /** `message` was delivered and is hidden. */
  hide(message: Message): void;
  /** `message` is visible again. */
  show(message: Message): void;
  /** `message`, visible or hidden, is about to leave the queue. */
  remove(message: Message): void;
  /** Whether a receive could get this visible message now, other visible messages aside. */
  isFree(message: Message): boolean;
  /** What CloudWatch hears of the queue's message groups, by metric name. */
  gauges(): Readonly<Record<string, number>>;
  clear(): void;
}

export const READY_LINKS: Links<Message> = {
  previous: (message) => message.previousReady,
  next: (message) => message.nextReady,
  setPrevious: (message, other) => (message.previousReady = other),
  setNext: (message, other) => (message.nextReady = other),
};

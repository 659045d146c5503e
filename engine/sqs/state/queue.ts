import { createHeap, type Heap } from '../../core/collections/heap.ts';
import { createLinkedList, type LinkedList, type Links } from '../../core/collections/linked-list.ts';
import type { QueueSettings } from '../attributes/settings.ts';
import type { ReceiveAttempt } from '../delivery/receive-attempt.ts';
import type { Waiters } from '../delivery/waiters.ts';
import { createWaiters } from '../delivery/waiters.ts';
import { createFifoOrder } from '../order/fifo-order.ts';
import type { Journal } from '../disk/journal.ts';
import type { ReadyOrder } from '../order/ready-order.ts';
import { createStandardOrder } from '../order/standard-order.ts';
import { LIMITS } from '../limits.ts';
import type { AcceptedSend } from './deduplication.ts';
import type { Message } from './message.ts';
import { createTimeWindow, type TimeWindow } from './time-window.ts';

/** A queue and everything in it. Only `transitions.ts` changes the messages and their structures. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  readonly createdAtMs: number;
  lastModifiedAtMs: number;
  /** Attributes that were set, as canonical text under AWS's names; `settings` is what they mean. */
  attributes: ReadonlyMap<string, string>;
  settings: QueueSettings;
  tags: Map<string, string>;
  /** `{ QueueName }`, one object for all data of this queue. */
  readonly dimensions: Readonly<Record<string, string>>;

  /** By `message.number`. */
  readonly messages: Map<number, Message>;
  /** All messages, oldest entry first. */
  readonly entered: LinkedList<Message>;
  /** Messages whose retention began before they entered: those alone can expire out of the order of entry. */
  readonly backdated: Heap<Message>;
  /** Delayed and in-flight messages, the next to become visible on top. */
  readonly due: Heap<Message>;
  readonly ready: ReadyOrder;
  /** The deduplication ids of a FIFO queue, each for five minutes from its send, whatever became of the message. */
  readonly deduplication: TimeWindow<AcceptedSend>;
  /** The receive attempt ids of a FIFO queue. */
  readonly attempts: TimeWindow<ReceiveAttempt>;
  readonly waiters: Waiters;
  delayedCount: number;
  inFlightCount: number;
  nextNumber: number;
  /** Numbers below this may have been given out: after a restart the next one is this. */
  reservedNumber: number;
  /** Where on disk its messages lie; a purge leaves the shelf behind. */
  shelf: number;
  readonly journal: Journal;
  /** Where a move task stands in `entered`; moves on by itself when that message leaves. */
  cursor: Message | undefined;

  lastPurgedAtMs: number;
  lastActiveAtMs: number;
  deleted: boolean;
}

const ENTERED_LINKS: Links<Message> = {
  previous: (message) => message.previousEntered,
  next: (message) => message.nextEntered,
  setPrevious: (message, other) => (message.previousEntered = other),
  setNext: (message, other) => (message.nextEntered = other),
};

const BACKDATED_ORDER = {
  key: (message: Message) => message.retentionStartMs,
  getIndex: (message: Message) => message.backdatedIndex,
  setIndex: (message: Message, index: number) => (message.backdatedIndex = index),
};

const DUE_ORDER = {
  key: (message: Message) => message.dueAtMs,
  getIndex: (message: Message) => message.dueIndex,
  setIndex: (message: Message, index: number) => (message.dueIndex = index),
};

/** What distinguishes one new queue from another. */
export type QueueIdentity = Pick<Queue, 'name' | 'arn' | 'fifo' | 'attributes' | 'settings' | 'tags'>;

/** An empty queue, which is not in the journal yet. */
export function createQueueState(identity: QueueIdentity, nowMs: number, journal: Journal): Queue {
  return {
    ...identity,
    createdAtMs: nowMs,
    lastModifiedAtMs: nowMs,
    dimensions: { QueueName: identity.name },
    messages: new Map(),
    entered: createLinkedList(ENTERED_LINKS),
    backdated: createHeap(BACKDATED_ORDER),
    due: createHeap(DUE_ORDER),
    ready: identity.fifo ? createFifoOrder() : createStandardOrder(),
    deduplication: createTimeWindow(LIMITS.deduplicationMs, (key, timed) =>
      journal.deduplicationChanged(identity.name, key, timed),
    ),
    attempts: createTimeWindow(LIMITS.receiveAttemptMs, (key, timed) =>
      journal.attemptChanged(identity.name, key, timed),
    ),
    waiters: createWaiters(),
    delayedCount: 0,
    inFlightCount: 0,
    nextNumber: 1,
    reservedNumber: 1,
    shelf: journal.newShelf(),
    journal,
    cursor: undefined,
    lastPurgedAtMs: Number.NEGATIVE_INFINITY,
    lastActiveAtMs: Number.NEGATIVE_INFINITY,
    deleted: false,
  };
}

import type { DatabaseSync } from 'node:sqlite';
import type { Clock, Timer } from '../../core/clock.ts';
import type { Disk, Records } from '../../core/disk/disk.ts';
import type { MoveTask } from '../moves/move-task.ts';
import type { ReceiveAttempt } from '../delivery/receive-attempt.ts';
import type { AcceptedSend } from '../state/deduplication.ts';
import type { Message } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import type { Timed } from '../state/time-window.ts';
import { createMessageTable } from './message-table.ts';
import { describeQueue, describeTask, type StoredQueue, type StoredTask } from './stored.ts';

/** Deleting a million purged messages at once would hold up everybody else. */
const SWEPT_AT_ONCE = 5_000;
const SWEEP_PAUSE_MS = 20;

/** Where the state of SQS notes what has changed. The disk writes it before the request that changed it is answered. */
export interface Journal {
  messageChanged(message: Message): void;
  /** Anything of the queue itself: attributes, tags, guards, numbers given out. */
  queueChanged(queue: Queue): void;
  queueDeleted(queue: Queue): void;
  /** A shelf for the messages of a new or purged queue. */
  newShelf(): number;
  /** What lies on shelves that are no queue's any more is deleted, bit by bit. */
  sweep(): void;
  deduplicationChanged(queueName: string, key: string, send: Timed<AcceptedSend> | undefined): void;
  attemptChanged(queueName: string, attemptId: string, attempt: Timed<ReceiveAttempt> | undefined): void;
  /** How long the name of a deleted queue stays taken; undefined: it is free again. */
  nameTaken(queueName: string, untilMs: number | undefined): void;
  taskChanged(task: MoveTask): void;
  taskForgotten(task: MoveTask): void;
  /** See `Disk`. */
  committed(): Promise<void> | undefined;
  close(): void;
}

/** For an engine in memory. */
export const noJournal: Journal = {
  messageChanged() {},
  queueChanged() {},
  queueDeleted() {},
  newShelf: () => 0,
  sweep() {},
  deduplicationChanged() {},
  attemptChanged() {},
  nameTaken() {},
  taskChanged() {},
  taskForgotten() {},
  committed: () => undefined,
  close() {},
};

/** What was on disk when the engine started. */
export interface Stored {
  queues: readonly StoredQueue[];
  messages: Iterable<Message>;
  /** By queue name, the first to run out first. */
  deduplication: ByQueue<Timed<AcceptedSend>>;
  attempts: ByQueue<Timed<ReceiveAttempt>>;
  takenNames: Iterable<[queueName: string, untilMs: number]>;
  /** Oldest first. */
  tasks: readonly StoredTask[];
}

type ByQueue<Value> = ReadonlyMap<string, readonly [key: string, Value][]>;

export interface DiskJournal {
  journal: Journal;
  stored: Stored;
}

/** The journal of an engine with a disk, and what it finds there. `shelves` are those of all queues, now. */
export function createDiskJournal(options: {
  disk: Disk;
  database: DatabaseSync;
  clock: Clock;
  shelves: () => ReadonlySet<number>;
}): DiskJournal {
  const { disk, database, clock, shelves } = options;
  const table = createMessageTable(disk, database);
  const queues = disk.records<StoredQueue>('queue');
  const deduplication = disk.records<Timed<AcceptedSend>>('deduplication');
  const attempts = disk.records<Timed<ReceiveAttempt>>('receive-attempt');
  const takenNames = disk.records<number>('taken-name');
  const tasks = disk.records<StoredTask>('move-task');
  const stored: Stored = {
    queues: [...queues.load()].map(([, queue]) => queue),
    messages: table.load(),
    deduplication: groupByQueue(deduplication.load()),
    attempts: groupByQueue(attempts.load()),
    takenNames: takenNames.load(),
    tasks: [...tasks.load()]
      .map(([, task]) => task)
      .toSorted((left, right) => left.startedAtMs - right.startedAtMs),
  };
  let lastShelf = Math.max(0, ...stored.queues.map(({ shelf }) => shelf));
  let sweeping: Timer | undefined;

  const sweepFrom = (key: number) => {
    sweeping?.cancel();
    sweeping = clock.at(clock.nowMs() + SWEEP_PAUSE_MS, () => {
      const nextKey = table.sweep(shelves(), key, SWEPT_AT_ONCE);
      if (nextKey !== undefined) sweepFrom(nextKey);
    });
  };

  const journal: Journal = {
    messageChanged: table.changed,
    queueChanged(queue) {
      if (!queue.deleted) queues.put(queue.name, describeQueue(queue));
    },
    queueDeleted: (queue) => queues.delete(queue.name),
    newShelf: () => (lastShelf += 1),
    sweep: () => sweepFrom(0),
    deduplicationChanged: (queueName, key, send) => set(deduplication, `${queueName} ${key}`, send),
    attemptChanged: (queueName, id, attempt) => set(attempts, `${queueName} ${id}`, attempt),
    nameTaken: (queueName, untilMs) => set(takenNames, queueName, untilMs),
    taskChanged: (task) => tasks.put(task.taskId, describeTask(task)),
    taskForgotten: (task) => tasks.delete(task.taskId),
    committed: disk.committed,
    close: () => sweeping?.cancel(),
  };
  return { journal, stored };
}

function set<Value>(records: Records<Value>, key: string, value: Value | undefined): void {
  if (value === undefined) records.delete(key);
  else records.put(key, value);
}

function groupByQueue<Value extends { untilMs: number }>(records: Iterable<[string, Value]>): ByQueue<Value> {
  const byQueue = new Map<string, [string, Value][]>();
  for (const [recordKey, remembered] of records) {
    const space = recordKey.indexOf(' ');
    const queueName = recordKey.slice(0, space);
    const entries = byQueue.get(queueName) ?? [];
    byQueue.set(queueName, entries);
    entries.push([recordKey.slice(space + 1), remembered]);
  }
  for (const entries of byQueue.values()) entries.sort(([, left], [, right]) => left.untilMs - right.untilMs);
  return byQueue;
}

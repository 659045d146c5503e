import { readSettings } from '../attributes/settings.ts';
import { startTask } from '../moves/run-task.ts';
import type { Message } from '../state/message.ts';
import { createQueueState, type Queue } from '../state/queue.ts';
import type { Sqs } from '../state/sqs.ts';
import { restore } from '../state/transitions.ts';
import type { Stored } from './journal.ts';
import type { StoredQueue } from './stored.ts';

/** Brings back what was on disk, and lets the move tasks that were running go on. Returns the number of messages. */
export function restoreSqs(sqs: Sqs, stored: Stored): number {
  const nowMs = sqs.clock.nowMs();
  const byShelf = new Map<number, { queue: Queue; messages: Message[] }>();
  for (const record of stored.queues) {
    const queue = restoreQueue(sqs, record);
    queue.deduplication.restore(stored.deduplication.get(queue.name) ?? []);
    queue.attempts.restore(stored.attempts.get(queue.name) ?? []);
    sqs.queues.set(queue.name, queue);
    byShelf.set(queue.shelf, { queue, messages: [] });
  }

  let isLeftOver = false;
  for (const message of stored.messages) {
    const place = byShelf.get(message.shelf);
    if (place) place.messages.push(message);
    else isLeftOver = true;
  }
  if (isLeftOver) sqs.journal.sweep();

  let count = 0;
  for (const { queue, messages } of byShelf.values()) {
    restore(
      queue,
      messages.toSorted((left, right) => left.number - right.number),
      nowMs,
    );
    count += messages.length;
  }
  for (const queue of sqs.queues.values()) sqs.metrics.active(queue);
  for (const [queueName, untilMs] of stored.takenNames) sqs.deletedUntilMs.set(queueName, untilMs);
  for (const record of stored.tasks) {
    const task = {
      ...OPTIONAL_OF_TASK,
      ...record,
      timer: undefined,
      pacedFromMs: nowMs,
      paced: 0,
      reportedMoved: record.moved,
      reportedAtMs: nowMs,
    };
    sqs.moveTasks.push(task);
    if (task.status === 'RUNNING' || task.status === 'CANCELLING') startTask(sqs, task);
  }
  return count;
}

const OPTIONAL_OF_TASK = { destinationArn: undefined, ratePerSecond: undefined, failureReason: undefined };

function restoreQueue(sqs: Sqs, record: StoredQueue): Queue {
  const { name, arn, fifo, shelf, reservedNumber, lastModifiedAtMs } = record;
  const attributes = new Map(record.attributes);
  const queue = createQueueState(
    { name, arn, fifo, attributes, settings: readSettings(attributes), tags: new Map(record.tags) },
    record.createdAtMs,
    sqs.journal,
  );
  queue.shelf = shelf;
  queue.nextNumber = reservedNumber;
  queue.reservedNumber = reservedNumber;
  queue.lastModifiedAtMs = lastModifiedAtMs;
  queue.lastPurgedAtMs = record.lastPurgedAtMs ?? queue.lastPurgedAtMs;
  return queue;
}

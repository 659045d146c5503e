import type { MoveTask } from '../moves/move-task.ts';
import type { Queue } from '../state/queue.ts';

/** A queue on disk, without its messages. */
export interface StoredQueue extends Pick<
  Queue,
  'name' | 'arn' | 'fifo' | 'createdAtMs' | 'lastModifiedAtMs' | 'shelf' | 'reservedNumber'
> {
  attributes: [name: string, value: string][];
  tags: [name: string, value: string][];
  /** Absent: never. */
  lastPurgedAtMs?: number;
}

export function describeQueue(queue: Queue): StoredQueue {
  const { name, arn, fifo, createdAtMs, lastModifiedAtMs, shelf, reservedNumber, lastPurgedAtMs } = queue;
  return {
    name,
    arn,
    fifo,
    createdAtMs,
    lastModifiedAtMs,
    shelf,
    reservedNumber,
    attributes: [...queue.attributes],
    tags: [...queue.tags],
    ...(Number.isFinite(lastPurgedAtMs) && { lastPurgedAtMs }),
  };
}

/** A move task on disk: all but its timer, its pace and its report, which begin again. */
export type StoredTask = Omit<MoveTask, keyof Running>;

type Running = Pick<MoveTask, 'timer' | 'pacedFromMs' | 'paced' | 'reportedMoved' | 'reportedAtMs'>;

export function describeTask(task: MoveTask): StoredTask {
  const { timer: _timer, pacedFromMs: _pacedFromMs, paced: _paced, ...rest } = task;
  const { reportedMoved: _reportedMoved, reportedAtMs: _reportedAtMs, ...stored } = rest;
  return stored;
}

import type { ListMessageMoveTasksResultEntry } from '@aws-sdk/client-sqs';
import { DomainError } from '#lib/errors';
import { queueNameOfArn } from '#lib/queues/queue-name';
import type { MoveTask, MoveTaskStatus } from '../types.ts';

const STATUSES: Readonly<Record<string, MoveTaskStatus>> = {
  RUNNING: 'running',
  COMPLETED: 'completed',
  CANCELLING: 'cancelling',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
};

export function toMoveTask(source: string, entry: ListMessageMoveTasksResultEntry): MoveTask {
  return {
    id: entry.TaskHandle ? taskIdOfHandle(entry.TaskHandle) : null,
    status: STATUSES[entry.Status ?? ''] ?? 'failed',
    source,
    target: entry.DestinationArn ? queueNameOfArn(entry.DestinationArn) : null,
    ratePerSecond: entry.MaxNumberOfMessagesPerSecond ?? null,
    moved: entry.ApproximateNumberOfMessagesMoved ?? 0,
    toMove: entry.ApproximateNumberOfMessagesToMove ?? null,
    startedAtMs: entry.StartedTimestamp ?? 0,
    failureReason: entry.FailureReason ?? null,
  };
}

/** AWS's handle in the alphabet of a URL. */
export function taskIdOfHandle(handle: string): string {
  return Buffer.from(handle).toString('base64url');
}

/** @throws DomainError `task-not-found` when `id` is none of ours */
export function handleOfTaskId(id: string): string {
  const handle = Buffer.from(id, 'base64url').toString();
  if (handle !== '' && taskIdOfHandle(handle) === id) return handle;
  throw new DomainError('task-not-found', 'There is no such move task.');
}

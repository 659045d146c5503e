import type { RetryState } from '../../types.ts';

/** The latest failed attempt of a message, as the index of the table has it. */
export interface RetryRow {
  messageId: string;
  receiveCount: number;
  startedAtMs: number;
}

/** What decides where the retried messages of a queue stand. */
export interface RetryQueue {
  nowMs: number;
  visibilityTimeoutSeconds: number;
  /** Null without a redrive policy. */
  maxReceiveCount: number | null;
  /** Messages it holds, visible or not. */
  held: number;
  /** Until when somebody is known to have received from it. */
  consumedUntilMs: number;
}

/** A consumer that polls receives a message this soon after its visibility timeout, unless others are before it. */
export const LATE_AFTER_MS = 60_000;

/** When the visibility timeout ends that hides a message since this attempt. */
export function nextAttemptAtMs(
  { startedAtMs }: Pick<RetryRow, 'startedAtMs'>,
  { visibilityTimeoutSeconds }: Pick<RetryQueue, 'visibilityTimeoutSeconds'>,
): number {
  return startedAtMs + visibilityTimeoutSeconds * 1000;
}

/** Where a message stands; `gone` when a receive has dead-lettered it by now. */
export function placeRetry(
  row: Pick<RetryRow, 'receiveCount' | 'startedAtMs'>,
  queue: RetryQueue,
): RetryState | 'gone' {
  const expectedAtMs = nextAttemptAtMs(row, queue);
  if (isExhausted(row, queue)) {
    return queue.consumedUntilMs > expectedAtMs + LATE_AFTER_MS ? 'gone' : 'exhausted';
  }
  if (queue.nowMs < expectedAtMs) return 'hidden';
  return isLate(row, queue) ? 'overdue' : 'due';
}

/** Its next receive should have been long ago: it may have been deleted, purged or expired without anybody noting it. */
export function isLate(row: Pick<RetryRow, 'startedAtMs'>, queue: RetryQueue): boolean {
  return queue.nowMs > nextAttemptAtMs(row, queue) + LATE_AFTER_MS;
}

/** No receive is left: the next one dead-letters it, or has done so. The visibility timeout of then may have been another, too. */
export function isExhausted(
  { receiveCount }: Pick<RetryRow, 'receiveCount'>,
  { maxReceiveCount }: Pick<RetryQueue, 'maxReceiveCount'>,
): boolean {
  return maxReceiveCount !== null && receiveCount >= maxReceiveCount;
}

/** Those of `rows`, newest first, that are still in the queue. Late and exhausted ones only as far as the queue holds so many messages. */
export function stillRetried<Row extends RetryRow>(rows: readonly Row[], queue: RetryQueue): Row[] {
  const still: Row[] = [];
  for (const row of rows) {
    if (placeRetry(row, queue) === 'gone') continue;
    const isDoubtful = isLate(row, queue) || isExhausted(row, queue);
    if (!isDoubtful || still.length < queue.held) still.push(row);
  }
  return still;
}

import type { Account } from '../../core/account.ts';
import type { Clock } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { Ids } from '../../core/ids.ts';
import type { Journal } from '../disk/journal.ts';
import type { QueueMetrics } from '../metrics/queue-metrics.ts';
import type { MoveTask } from '../moves/move-task.ts';
import type { Queue } from './queue.ts';

/** What every SQS action works on: one account's queues in one region. */
export interface Sqs {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly account: Account;
  readonly metrics: QueueMetrics;
  readonly journal: Journal;
  readonly queues: Map<string, Queue>;
  /** Names that may not be used again before this time. */
  readonly deletedUntilMs: Map<string, number>;
  /** Newest last. */
  readonly moveTasks: MoveTask[];
  closed: boolean;
}

/**
 * The queue that a queue URL names, noted as active.
 * @throws {Fault} QueueDoesNotExist
 */
export function queueAt(sqs: Sqs, queueUrl: string): Queue {
  const nameStart = queueUrl.lastIndexOf('/') + 1;
  const queue = sqs.queues.get(queueUrl.slice(nameStart));
  if (!queue || !queueUrl.endsWith(sqs.account.accountId, nameStart - 1)) {
    throw new Fault('QueueDoesNotExist', 'The specified queue does not exist.');
  }
  sqs.metrics.active(queue);
  return queue;
}

/** The queue with this ARN in our account and region, or undefined. */
export function queueByArn(sqs: Sqs, arn: string): Queue | undefined {
  const queue = sqs.queues.get(arn.slice(arn.lastIndexOf(':') + 1));
  return queue?.arn === arn ? queue : undefined;
}

/** `http://127.0.0.1:4566/000000000000/main-queue` */
export function formatQueueUrl(sqs: Sqs, endpoint: string, queueName: string): string {
  return `${endpoint}/${sqs.account.accountId}/${queueName}`;
}

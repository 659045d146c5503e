import type { Account } from '../core/account.ts';
import type { JsonAction, ServiceActions } from '../core/action.ts';
import type { Clock } from '../core/clock.ts';
import type { Disk } from '../core/disk/disk.ts';
import type { Ids } from '../core/ids.ts';
import type { MetricSink } from '../core/metric-sink.ts';
import type { QueuePort } from '../core/queue-port.ts';
import { getQueueAttributes } from './attributes/get-queue-attributes.ts';
import { setQueueAttributes } from './attributes/set-queue-attributes.ts';
import { dismissWaiters } from './delivery/receive.ts';
import { changeMessageVisibilityBatch } from './messages/change-message-visibility-batch.ts';
import { changeMessageVisibility } from './messages/change-message-visibility.ts';
import { deleteMessageBatch } from './messages/delete-message-batch.ts';
import { deleteMessage } from './messages/delete-message.ts';
import { receiveMessage } from './messages/receive-message.ts';
import { sendMessageBatch } from './messages/send-message-batch.ts';
import { sendMessage } from './messages/send-message.ts';
import { createQueueMetrics } from './metrics/queue-metrics.ts';
import { cancelMessageMoveTask } from './moves/cancel-message-move-task.ts';
import { listMessageMoveTasks } from './moves/list-message-move-tasks.ts';
import { stopTask } from './moves/run-task.ts';
import { startMessageMoveTask } from './moves/start-message-move-task.ts';
import { createDiskJournal, noJournal } from './disk/journal.ts';
import { restoreSqs } from './disk/restore.ts';
import { addPermission } from './permissions/add-permission.ts';
import { removePermission } from './permissions/remove-permission.ts';
import { createQueuePort } from './queue-port.ts';
import { createQueue } from './queues/create-queue.ts';
import { deleteQueue } from './queues/delete-queue.ts';
import { getQueueUrl } from './queues/get-queue-url.ts';
import { listDeadLetterSourceQueues } from './queues/list-dead-letter-source-queues.ts';
import { listQueues } from './queues/list-queues.ts';
import { purgeQueue } from './queues/purge-queue.ts';
import type { Queue } from './state/queue.ts';
import type { Sqs } from './state/sqs.ts';
import { listQueueTags } from './tags/list-queue-tags.ts';
import { tagQueue } from './tags/tag-queue.ts';
import { untagQueue } from './tags/untag-queue.ts';

/** Every action of SQS that the engine has. */
const ACTIONS: readonly ((sqs: Sqs) => JsonAction)[] = [
  createQueue,
  deleteQueue,
  getQueueUrl,
  listQueues,
  listDeadLetterSourceQueues,
  purgeQueue,
  getQueueAttributes,
  setQueueAttributes,
  addPermission,
  removePermission,
  tagQueue,
  untagQueue,
  listQueueTags,
  sendMessage,
  sendMessageBatch,
  receiveMessage,
  deleteMessage,
  deleteMessageBatch,
  changeMessageVisibility,
  changeMessageVisibilityBatch,
  startMessageMoveTask,
  listMessageMoveTasks,
  cancelMessageMoveTask,
];

export interface SqsOptions {
  clock: Clock;
  ids: Ids;
  account: Account;
  metrics: MetricSink;
  disk: Disk;
}

export interface SqsService {
  service: ServiceActions;
  /** For Lambda's event source mappings. */
  queues: QueuePort;
  /** What was found on the disk. */
  restored: { queues: number; messages: number };
  /** Ends long polls with empty answers and stops every timer. */
  close(): void;
}

/** Amazon SQS: everything in memory, and on the disk what a restart must bring back. */
export function createSqs({ clock, ids, account, metrics, disk }: SqsOptions): SqsService {
  const queues = new Map<string, Queue>();
  const onDisk =
    disk.database &&
    createDiskJournal({
      disk,
      database: disk.database,
      clock,
      shelves: () => new Set([...queues.values()].map(({ shelf }) => shelf)),
    });
  const sqs: Sqs = {
    clock,
    ids,
    account,
    metrics: createQueueMetrics({ clock, sink: metrics, queues }),
    journal: onDisk?.journal ?? noJournal,
    queues,
    deletedUntilMs: new Map(),
    moveTasks: [],
    closed: false,
  };
  const messages = onDisk ? restoreSqs(sqs, onDisk.stored) : 0;

  return {
    service: { protocol: 'json', targetPrefix: 'AmazonSQS', actions: ACTIONS.map((create) => create(sqs)) },
    queues: createQueuePort(sqs),
    restored: { queues: queues.size, messages },
    close() {
      sqs.closed = true;
      for (const queue of queues.values()) dismissWaiters(queue);
      for (const task of sqs.moveTasks) stopTask(task);
      sqs.metrics.close();
      sqs.journal.close();
    },
  };
}

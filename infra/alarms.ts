import { deadLetterQueue, jobsDeadLetterQueue } from './queues.ts';

/** An alarm on one metric of a queue. */
export interface AlarmSettings {
  name: string;
  description: string;
  /** Name of the queue. */
  queue: string;
  /** In the namespace AWS/SQS. */
  metric: 'ApproximateNumberOfMessagesVisible';
  statistic: 'Maximum';
  /** It rings above this. */
  threshold: number;
  /** 60, which is how often SQS publishes, or a multiple. */
  periodSeconds: number;
  evaluationPeriods: number;
  /** What a period without data counts as. */
  missingData: 'notBreaching';
}

/** The depth and not what was sent: SQS does not count a move to a dead-letter queue as sent there. */
export const deadLetterAlarm: AlarmSettings = {
  name: `${deadLetterQueue.name}-not-empty`,
  description: `Messages failed for good and wait in ${deadLetterQueue.name}.`,
  queue: deadLetterQueue.name,
  metric: 'ApproximateNumberOfMessagesVisible',
  statistic: 'Maximum',
  threshold: 0,
  periodSeconds: 60,
  evaluationPeriods: 1,
  // An idle queue publishes nothing after six hours.
  missingData: 'notBreaching',
};

/** A redrive job that the mover cannot run is worth as much attention as a message that cannot be processed. */
const jobsAlarm: AlarmSettings = {
  ...deadLetterAlarm,
  name: `${jobsDeadLetterQueue.name}-not-empty`,
  description: `Redrive jobs that the mover could not run are named in ${jobsDeadLetterQueue.name}.`,
  queue: jobsDeadLetterQueue.name,
};

export const alarms: readonly AlarmSettings[] = [deadLetterAlarm, jobsAlarm];

import {
  deadLetterQueue,
  expiryQueue,
  jobsDeadLetterQueue,
  jobsQueue,
  mainQueue,
  MOVER_TIMEOUT_SECONDS,
} from './queues.ts';

/** An alarm on one metric of a queue. */
export interface AlarmSettings {
  name: string;
  description: string;
  /** Name of the queue. */
  queue: string;
  /** In the namespace AWS/SQS. */
  metric: 'ApproximateNumberOfMessagesVisible' | 'ApproximateAgeOfOldestMessage';
  statistic: 'Maximum';
  /** It rings above this: messages, or seconds. */
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

/** Those of every stage, a laptop's too. */
export const alarms: readonly AlarmSettings[] = [deadLetterAlarm, jobsAlarm];

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;
/** Several times what three receives take, so that retries alone do not ring. */
const LATE_SECONDS = 15 * MINUTE_SECONDS;
/** Time left to act on dead letters. */
const BEFORE_EXPIRY_SECONDS = 2 * DAY_SECONDS;

const lateAlarm: AlarmSettings = {
  name: `${mainQueue.name}-late`,
  description: `The oldest message of ${mainQueue.name} waits for more than ${LATE_SECONDS / MINUTE_SECONDS} minutes.`,
  queue: mainQueue.name,
  metric: 'ApproximateAgeOfOldestMessage',
  statistic: 'Maximum',
  threshold: LATE_SECONDS,
  periodSeconds: MINUTE_SECONDS,
  evaluationPeriods: 5,
  missingData: 'notBreaching',
};

const expiringAlarm: AlarmSettings = {
  ...lateAlarm,
  name: `${expiryQueue.name}-expiring`,
  description: `The oldest message of ${expiryQueue.name} expires within two days.`,
  queue: expiryQueue.name,
  threshold: expiryQueue.retentionSeconds - BEFORE_EXPIRY_SECONDS,
};

/**
 * The metric counts from a message's move to the dead-letter queue, its expiry from its first send: a message may have spent the whole
 * retention of its source queue before it came.
 */
const deadLettersExpiringAlarm: AlarmSettings = {
  ...lateAlarm,
  name: `${deadLetterQueue.name}-expiring`,
  description: `The oldest message of ${deadLetterQueue.name} may expire within two days.`,
  queue: deadLetterQueue.name,
  threshold: deadLetterQueue.retentionSeconds - mainQueue.retentionSeconds - BEFORE_EXPIRY_SECONDS,
};

/** A message counts while its job runs, which takes an invocation at most: then the mover was killed, is throttled or switched off. */
const jobsLateAlarm: AlarmSettings = {
  ...lateAlarm,
  name: `${jobsQueue.name}-late`,
  description: `A redrive job waits for the mover in ${jobsQueue.name}.`,
  queue: jobsQueue.name,
  threshold: 2 * MOVER_TIMEOUT_SECONDS,
};

/** With age alarms: those need patience that a laptop has no use for. */
export const deployedAlarms: readonly AlarmSettings[] = [
  ...alarms,
  lateAlarm,
  expiringAlarm,
  deadLettersExpiringAlarm,
  jobsLateAlarm,
];

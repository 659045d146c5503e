/** Where a queue's failed messages go, and after how many receives. */
export interface RedrivePolicySettings {
  /** Name of the dead-letter queue; created before the queue that names it. */
  deadLetterQueue: string;
  /** 1..1,000. */
  maxReceiveCount: number;
}

export interface QueueSettings {
  name: string;
  /** 0..900. */
  delaySeconds: number;
  /** 1,024..1,048,576. */
  maximumMessageSizeBytes: number;
  /** 60..1,209,600. */
  retentionSeconds: number;
  /** 0..43,200; at least six times the timeout of the function that consumes it. */
  visibilityTimeoutSeconds: number;
  redrivePolicy: RedrivePolicySettings | null;
}

const DAY_SECONDS = 86_400;
const KIB = 1024;

/** Keeps what failed for AWS's maximum, longer than any queue that fills it: its clock starts at the first send. */
export const deadLetterQueue: QueueSettings = {
  name: 'dlq',
  delaySeconds: 0,
  maximumMessageSizeBytes: 256 * KIB,
  retentionSeconds: 14 * DAY_SECONDS,
  visibilityTimeoutSeconds: 30,
  redrivePolicy: null,
};

export const mainQueue: QueueSettings = {
  name: 'main-queue',
  delaySeconds: 0,
  maximumMessageSizeBytes: 256 * KIB,
  retentionSeconds: 4 * DAY_SECONDS,
  visibilityTimeoutSeconds: 30,
  redrivePolicy: { deadLetterQueue: deadLetterQueue.name, maxReceiveCount: 3 },
};

/** No dead-letter queue: what fails is retried until its retention ends. */
export const expiryQueue: QueueSettings = {
  name: 'expiry-queue',
  delaySeconds: 0,
  maximumMessageSizeBytes: 256 * KIB,
  retentionSeconds: 4 * DAY_SECONDS,
  visibilityTimeoutSeconds: 30,
  redrivePolicy: null,
};

/** What the mover could not do: a job that made it fail again and again. */
export const jobsDeadLetterQueue: QueueSettings = {
  name: 'redrive-jobs-dlq',
  delaySeconds: 0,
  maximumMessageSizeBytes: 256 * KIB,
  retentionSeconds: 14 * DAY_SECONDS,
  visibilityTimeoutSeconds: 30,
  redrivePolicy: null,
};

/** Longest time that one invocation of the mover may take: Lambda's bound. */
export const MOVER_TIMEOUT_SECONDS = 900;

/**
 * Names the redrive jobs to run; feeds the mover. Its visibility timeout follows AWS's advice; a job whose mover has died does not wait for it, as
 * whoever looks at the job starts it again.
 */
export const jobsQueue: QueueSettings = {
  name: 'redrive-jobs',
  delaySeconds: 0,
  maximumMessageSizeBytes: 256 * KIB,
  retentionSeconds: 4 * DAY_SECONDS,
  visibilityTimeoutSeconds: 6 * MOVER_TIMEOUT_SECONDS,
  redrivePolicy: { deadLetterQueue: jobsDeadLetterQueue.name, maxReceiveCount: 3 },
};

/** In the order in which they can be created: a dead-letter queue before its sources. */
export const queues: readonly QueueSettings[] = [
  deadLetterQueue,
  mainQueue,
  expiryQueue,
  jobsDeadLetterQueue,
  jobsQueue,
];

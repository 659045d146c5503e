import type { Finding, FindingCounts } from '#lib/queues/diagnose/types';

/** Counts as SQS reports them: approximate, and up to a minute behind its producers. */
export interface Depth {
  /** Waiting to be received. */
  visible: number;
  /** Received and hidden until deleted or until their visibility timeout ends. */
  inFlight: number;
  /** Sent with a delay that has not ended. */
  delayed: number;
}

export type ConsumerState = 'enabled' | 'disabled' | 'changing';

/** A Lambda function that an event source mapping feeds from a queue. */
export interface Consumer {
  functionName: string;
  state: ConsumerState;
  batchSize: number;
  /** Lambda waits this long to fill a batch. */
  batchingWindowSeconds: number;
  /** `ReportBatchItemFailures` is set: one failed message does not return its whole batch. */
  partialBatchResponses: boolean;
}

/** What the overview shows of one queue. */
export interface QueueSummary {
  name: string;
  arn: string;
  type: 'standard' | 'fifo';
  depth: Depth;
  /** Receives before a message is dead-lettered; null without a redrive policy. */
  maxReceiveCount: number | null;
  /** Name of the queue that takes its dead letters, or the whole ARN of one of another account or region; null without a redrive policy. */
  deadLetterQueue: string | null;
  /** Names of the queues that dead-letter into this one; not empty makes it a dead-letter queue. */
  deadLetterSources: string[];
  /**
   * Names of the functions whose dead-letter queue or failure destination it is, as far as they are known; not empty makes it a
   * dead-letter queue, of asynchronous invocations.
   */
  deadLetterFunctions: string[];
  consumers: Consumer[];
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  /** What is wrong with its set-up or that of its dead-letter queue; what could not be read is not judged. */
  findings: FindingCounts;
  /** When these counts were read: of many queues, not all are read in every poll. */
  readAtMs: number;
}

/** `GET /api/queues`. Queues whose attributes could not be read are named, never dropped silently. */
export interface QueueList {
  queues: QueueSummary[];
  unreadable: { name: string; code: string; message: string }[];
  /** Names of the queues that were not read yet: of many, it takes a while until all have been for the first time. */
  pending: string[];
  /** Set when consumers could not be listed: `consumers` is then empty for want of permission, not of consumers. */
  consumersError: string | null;
  /** The one queue that takes test batches (`REDRIVE_TEST_QUEUE`); null where no queue was made for that. */
  testQueue: string | null;
  readAtMs: number;
}

/** `GET /api/queues/{name}`. */
export interface QueueDetail extends Omit<QueueSummary, 'findings'> {
  url: string;
  delaySeconds: number;
  maximumMessageSizeBytes: number;
  receiveWaitSeconds: number;
  createdAtMs: number;
  tags: Record<string, string>;
  /** The depth of its dead-letter queue, where it has one and it can be read. */
  deadLetterDepth: Depth | null;
  /** About it and its dead-letter queue, the worst first. */
  findings: Finding[];
  /** Parts left empty because AWS refused them, each with what to allow. */
  unavailable: { part: QueuePart; code: string; message: string }[];
}

/** What a queue's detail needs a permission of its own for. */
export type QueuePart =
  | 'tags'
  | 'consumers'
  | 'deadLetterSources'
  | 'deadLetterFunctions'
  | 'deadLetterDepth'
  | 'alarms'
  | 'functions';

/** One value of a message attribute; binary values travel as base64. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}

/** `POST /api/queues/{name}/messages`: exactly one of `body` and `bodies`; `count` repeats `body`. */
export interface SendRequest {
  body?: string;
  bodies?: string[];
  count?: number;
  attributes?: Record<string, MessageAttribute>;
  delaySeconds?: number;
  groupId?: string;
}

/** Every requested message is in exactly one of the two lists, by its index in the request. */
export interface SendResult {
  sent: { index: number; messageId: string }[];
  failed: { index: number; code: string; message: string }[];
}

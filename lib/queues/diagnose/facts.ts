import type { ConsumerState } from '#lib/queues/types';

/** A Lambda function that takes messages from a queue. */
export interface ConsumerFacts {
  functionName: string;
  state: ConsumerState;
  batchSize: number;
  batchingWindowSeconds: number;
  partialBatchResponses: boolean;
  /** Timeout of the function. */
  timeoutSeconds: number | null;
}

/** A queue that dead-letters into another one. */
export interface SourceFacts {
  name: string;
  retentionSeconds: number | null;
}

/** A CloudWatch alarm on one metric of a queue. */
export interface AlarmFacts {
  name: string;
  metric: string;
}

/** A queue as a place where messages are kept. Null is unknown, and no rule judges what is unknown. */
export interface HolderFacts {
  name: string;
  type: 'standard' | 'fifo';
  retentionSeconds: number | null;
  /** Messages that wait to be received. */
  visible: number | null;
  /** Age of the oldest message as CloudWatch last said; in a dead-letter queue, since it arrived there. */
  oldestAgeSeconds: number | null;
  /** Queues that dead-letter into it: with any, it is a dead-letter queue. */
  deadLetterSources: SourceFacts[] | null;
  /** Functions whose failed asynchronous invocations it takes: with any, it is a dead-letter queue too. Those known, not null. */
  deadLetterFunctions: readonly string[];
  /** It dead-letters itself, as the second stage of a chain does. */
  hasDeadLetterQueue: boolean;
  consumers: ConsumerFacts[] | null;
  alarms: AlarmFacts[] | null;
}

/** The queue a redrive policy names. */
export interface DeadLetterTarget {
  name: string;
  type: 'standard' | 'fifo';
  /** False when there is no such queue. */
  exists: boolean | null;
  /** Null unless it exists and can be read. */
  facts: HolderFacts | null;
}

/** All that the rules may judge of one queue. */
export interface QueueFacts extends HolderFacts {
  visibilityTimeoutSeconds: number | null;
  /** Null without a redrive policy. */
  maxReceiveCount: number | null;
  /** Null without a redrive policy. */
  deadLetterQueue: DeadLetterTarget | null;
  /** Messages past their last receive that nobody's poll moves. */
  exhausted: number | null;
}

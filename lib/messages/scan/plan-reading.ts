import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { MESSAGES_PER_RECEIVE, receiversFor } from '../receive-messages.ts';

/** Below SQS's bound of 120,000 messages in flight, so that others of the queue are not refused theirs. */
export const MAX_HELD_MESSAGES = 100_000;

/** What one process needs for a receive of ten, however near SQS is. */
const CPU_PER_RECEIVE_MS = 1.2;
const MIN_ANSWER_MS = 5;
const MAX_ANSWER_MS = 2_000;

/**
 * How long a message stays hidden from everybody: longer than the scan is expected to read, by far. When the process dies, messages return
 * within these bounds; a move task waits for them as long.
 */
const HIDDEN_SECONDS = { margin: 30, min: 30, max: 300 };
/** A scan that takes longer than anybody expected ends. */
const DURATION_SECONDS = { margin: 60, max: 1_800 };
const PATIENCE = 3;

/** How a queue will be read. */
export interface ReadingPlan {
  /** Messages it will bring if SQS counts right. */
  messages: number;
  /** Messages to receive at most: the limit, or as many as may be held. */
  max: number;
  receivers: number;
  /** Expected until all are read, and until all are given back, too. */
  readSeconds: number;
  seconds: number;
  visibilityTimeoutSeconds: number;
  maxDurationMs: number;
}

/** Plans from the depth of the queue, and from how long it took to answer (`answerMs`). */
export function planReading(
  queue: Pick<QueueAttributes, 'type' | 'depth'>,
  { limit, answerMs, receivers: maxReceivers }: { limit: number; answerMs: number; receivers?: number },
): ReadingPlan {
  const max = Math.min(limit, MAX_HELD_MESSAGES);
  const messages = Math.min(queue.depth.visible, max);
  const receivers = receiversFor(queue, maxReceivers);
  const batches = Math.ceil(messages / MESSAGES_PER_RECEIVE);
  const answer = Math.min(Math.max(answerMs, MIN_ANSWER_MS), MAX_ANSWER_MS);
  const readSeconds =
    (Math.ceil(batches / receivers) * Math.max(answer, receivers * CPU_PER_RECEIVE_MS)) / 1000;
  const hidden = Math.ceil(HIDDEN_SECONDS.margin + PATIENCE * readSeconds);
  const lasting = Math.ceil(DURATION_SECONDS.margin + PATIENCE * readSeconds);
  return {
    messages,
    max,
    receivers,
    readSeconds,
    seconds: 2 * readSeconds,
    visibilityTimeoutSeconds: Math.min(Math.max(hidden, HIDDEN_SECONDS.min), HIDDEN_SECONDS.max),
    maxDurationMs: Math.min(lasting, DURATION_SECONDS.max) * 1000,
  };
}

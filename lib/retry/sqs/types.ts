/** One message of a standard queue and who works on it. */
export interface QueuePolicy {
  visibilityTimeoutSeconds: number;
  messageRetentionSeconds: number;
  delaySeconds: number;
  /** Of the redrive policy; null: the queue has none, and a message is tried until it expires. */
  maxReceiveCount: number | null;
  /** A function behind an event source mapping, or a program that polls by itself. */
  consumer: 'function' | 'poller';
  /** How long the consumer works on a message at most: the function's timeout. */
  timeoutSeconds: number;
}

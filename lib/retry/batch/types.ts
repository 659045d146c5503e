/**
 * What a function does with the messages of a batch.
 * - `throws`: goes through them and throws at the first that fails, which fails the whole batch.
 * - `deletes-and-throws`: the same, but deletes each one by itself when it is done with it.
 * - `reports`: names those that failed (ReportBatchItemFailures).
 * - `swallows`: catches errors, logs them and returns, which deletes the whole batch.
 */
export type BatchHandling = 'throws' | 'deletes-and-throws' | 'reports' | 'swallows';

/** A standard queue, its event source mapping, and how the function handles a batch. */
export interface BatchPolicy {
  handling: BatchHandling;
  batchSize: number;
  batchingWindowSeconds: number;
  visibilityTimeoutSeconds: number;
  messageRetentionSeconds: number;
  delaySeconds: number;
  /** Of the redrive policy; null: the queue has none. */
  maxReceiveCount: number | null;
  functionTimeoutSeconds: number;
}

/** A stream's event source mapping, for one shard. */
export interface StreamPolicy {
  batchSize: number;
  /** -1: no maximum. */
  maximumRecordAgeSeconds: number;
  /** Tries of a batch after the first one; -1: no maximum. */
  maximumRetryAttempts: number;
  bisectBatchOnFunctionError: boolean;
  /** The function goes through a batch, stops at the first record that fails, and returns its sequence number instead of throwing. */
  reportBatchItemFailures: boolean;
  hasOnFailure: boolean;
  /** Of the stream. */
  retentionSeconds: number;
  functionTimeoutSeconds: number;
  /** From a failed try to the next; an assumption, since AWS does not tell. */
  retryWaitMs: number;
}

/** How Lambda treats an event that nobody waits for. */
export interface EventPolicy {
  /** Runs after the first one. */
  maximumRetryAttempts: number;
  maximumEventAgeSeconds: number;
  functionTimeoutSeconds: number;
  hasDeadLetterQueue: boolean;
  hasOnSuccess: boolean;
  hasOnFailure: boolean;
  /** The function's reserved concurrency is 0. */
  isStopped: boolean;
}

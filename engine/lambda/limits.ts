const MINUTE_MS = 60_000;
const MIB = 1024 * 1024;

/** Lambda's quotas, and the engine's own where a laptop is smaller than a region. */
export const LAMBDA_LIMITS = {
  /** Synchronous payload, either way. */
  payloadBytes: 6 * MIB,
  /** What AWS returns at most: six MiB and the room of an envelope. */
  responseBytes: 6 * MIB + 100,
  logTailBytes: 4096,
  minTimeoutSeconds: 1,
  maxTimeoutSeconds: 900,
  minMemoryMb: 128,
  maxMemoryMb: 10_240,
  environmentBytes: 4096,
  /** AWS gives 1,000; each one here is a process of about 40 MB. */
  accountConcurrency: 64,
  /** Importing a module may take this long on top of the function's timeout. */
  initSeconds: 10,
  /** An execution environment that served nobody for this long is ended. */
  idleEnvironmentMs: 5 * MINUTE_MS,
  functionsPerPage: 50,
  mappingsPerPage: 100,
  maxItems: 10_000,
} as const;

/** Event source mappings over SQS. */
export const MAPPING_LIMITS = {
  defaultBatchSize: 10,
  maxBatchSizeStandard: 10_000,
  maxBatchSizeFifo: 10,
  /** Larger batches need a batching window. */
  maxBatchSizeWithoutWindow: 10,
  maxBatchingWindowSeconds: 300,
  minMaximumConcurrency: 2,
  maxMaximumConcurrency: 1000,
  /** Patterns in one FilterCriteria, and characters in each. */
  filters: 10,
  filterPatternLength: 4096,
  /** Batches of a queue at the same time: where a poller starts, and what it idles down to. */
  startConcurrency: 5,
  idleConcurrency: 2,
  /** While there is a backlog, 300 more a minute. */
  concurrencyStepMs: 200,
  messagesPerReceive: 10,
  longPollSeconds: 20,
  /** Added to window and function timeout where these outlast the queue's visibility timeout. */
  hiddenMarginSeconds: 30,
  /** How long a change of state takes; on AWS it is seconds to a minute. */
  transitionMs: 100,
  /** Between two looks for a queue or a function that does not exist. */
  missingPauseMs: 5000,
  /** Between two tries of a throttled batch: doubles from the first to the second. */
  minThrottlePauseMs: 250,
  maxThrottlePauseMs: 5000,
} as const;

const MINUTE_MS = 60_000;
const MIB = 1024 * 1024;

/** Lambda's quotas, and the engine's own where a laptop is smaller than a region. */
export const LAMBDA_LIMITS = {
  /** Synchronous payload, either way. */
  payloadBytes: 6 * MIB,
  /** Payload of an asynchronous invocation. */
  eventPayloadBytes: MIB,
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
  eventInvokeConfigsPerPage: 50,
  mappingsPerPage: 100,
  maxItems: 10_000,
} as const;

/** Reserved concurrency is counted as on AWS, whatever a laptop can run. */
export const RESERVATION_LIMITS = {
  accountConcurrency: 1000,
  /** What must stay for functions without a reservation. */
  minUnreserved: 100,
} as const;

/** Asynchronous invocation. */
export const EVENT_LIMITS = {
  maxRetryAttempts: 2,
  defaultRetryAttempts: 2,
  minEventAgeSeconds: 60,
  maxEventAgeSeconds: 21_600,
  defaultEventAgeSeconds: 21_600,
  /** After the first failure and after the second. */
  retryDelaysMs: [MINUTE_MS, 2 * MINUTE_MS],
  /** Between two tries of a throttled event: doubles from the first to the second. */
  minThrottleDelayMs: 1000,
  maxThrottleDelayMs: 5 * MINUTE_MS,
  /** Events of one function that run at the same time, while nothing is throttled. AWS does not say how many. */
  concurrentEvents: 16,
  /** Of an error message in a dead letter. */
  errorMessageBytes: 1024,
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

/** AWS's bounds and defaults of what the models take, with their units. `test/retry` holds the engine to the same numbers. */
export const RETRY_LIMITS = {
  visibilityTimeoutSeconds: { min: 0, max: 43_200, default: 30 },
  messageRetentionSeconds: { min: 60, max: 1_209_600, default: 345_600 },
  delaySeconds: { min: 0, max: 900, default: 0 },
  maxReceiveCount: { min: 1, max: 1000 },
  functionTimeoutSeconds: { min: 1, max: 900, default: 3 },
  batch: {
    size: { min: 1, max: 10_000, default: 10 },
    /** Larger batches need a batching window. */
    sizeWithoutWindow: 10,
    windowSeconds: { min: 0, max: 300, default: 0 },
    /** Added to window and function timeout where these outlast the visibility timeout. */
    hiddenMarginSeconds: 30,
  },
  event: {
    maximumRetryAttempts: { min: 0, max: 2, default: 2 },
    maximumAgeSeconds: { min: 60, max: 21_600, default: 21_600 },
    /** After the first failure and after the second. */
    retryWaitsMs: [60_000, 120_000],
    /** Between two tries of a throttled event: doubles from the first to the second. */
    throttleWaitMs: { min: 1000, max: 300_000 },
  },
  stream: {
    batchSize: { min: 1, max: 10_000, default: 100 },
    /** Besides -1, which is no maximum. */
    maximumRecordAgeSeconds: { min: 60, max: 604_800, default: -1 },
    maximumRetryAttempts: { min: -1, max: 10_000, default: -1 },
    /** Of a Kinesis stream: a day to a year. */
    retentionSeconds: { min: 86_400, max: 31_536_000, default: 86_400 },
    /** AWS does not say how long it waits between two tries of a batch: an assumption, not a setting of AWS. */
    retryWaitMs: { min: 100, max: 60_000, default: 1000 },
  },
  states: {
    intervalSeconds: { min: 1, max: 99_999_999, default: 1 },
    maxAttempts: { min: 0, max: 99_999_999, default: 3 },
    backoffRate: { min: 1, default: 2 },
    maxDelaySeconds: { min: 1, max: 31_622_400 },
    timeoutSeconds: { min: 1, max: 99_999_999 },
    /** A standard workflow runs for a year at most. */
    executionMs: 365 * 86_400_000,
    /** An execution's history has so many events at most; a try of a task takes three, its beginning two. */
    historyEvents: 25_000,
    eventsPerAttempt: 3,
    eventsBefore: 2,
  },
} as const;

/** Of the desk, not of AWS: how much one prediction takes and lists. */
export const PREDICTION_LIMITS = {
  listedAttempts: 1000,
  items: 200,
  /** Steps of one failure pattern. */
  steps: 1000,
  durationMs: 43_200_000,
  rules: 20,
} as const;

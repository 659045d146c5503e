/** SQS's limits and defaults, in one place, with their units. */
export const LIMITS = {
  /** Messages received and neither deleted nor visible again, per queue. */
  inFlightMessages: 120_000,
  /** Body, attribute names, types and values together; also the sum over a batch. */
  messageSizeBytes: { min: 1024, max: 1_048_576, default: 1_048_576 },
  batchEntries: 10,
  batchEntryIdLength: 80,
  messageAttributes: 10,
  messageAttributeNameLength: 256,
  messageAttributeTypeLength: 256,
  visibilityTimeoutSeconds: { min: 0, max: 43_200, default: 30 },
  messageRetentionSeconds: { min: 60, max: 1_209_600, default: 345_600 },
  delaySeconds: { min: 0, max: 900, default: 0 },
  waitSeconds: { min: 0, max: 20, default: 0 },
  receivedMessages: { min: 1, max: 10, default: 1 },
  kmsDataKeyReuseSeconds: { min: 60, max: 86_400, default: 300 },
  maxReceiveCount: { min: 1, max: 1000 },
  redriveAllowSources: 10,
  /** A message group of a standard queue with as many in flight and more than this share of all is noisy. */
  noisyTenant: { inFlightMessages: 30, inFlightShare: 0.1, recoveryMs: 300_000 },
  /** Received this often, a standard queue's message no longer counts for the age of the oldest. */
  agedOutReceives: 3,
  /** How long a deduplication id is remembered. */
  deduplicationMs: 300_000,
  /** How long a receive attempt id gives the same messages. */
  receiveAttemptMs: 300_000,
  /** A queue may be purged once in this time. */
  purgeIntervalMs: 60_000,
  /** A deleted queue's name stays taken this long. */
  deletedNameMs: 60_000,
  listResults: { min: 1, max: 1000 },
  queueTags: 50,
  /** Actions that one AddPermission may name. */
  permissionActions: 7,
  moveTasksListed: { min: 1, max: 10, default: 1 },
  moveTasksRunning: 100,
  movesPerSecond: { min: 1, max: 500, default: 500 },
  /** How far a running task's reported count may be behind. */
  moveReportMs: 2_000,
  moveTaskMs: 36 * 3_600_000,
  /** CloudWatch hears of a queue this long after its last action. */
  activeMs: 6 * 3_600_000,
} as const;

import { LIMITS } from '../limits.ts';

/** What a settable queue attribute may hold. `empty: true`: an empty value takes the attribute away. */
export type AttributeDefinition = {
  /** FIFO queues alone have it. On others `only` is refused as unknown, `named` with the reason. */
  fifo?: 'only' | 'named';
  /** Present on every queue it applies to, with this value until it is set. */
  default?: string;
} & (
  | { type: 'integer'; min: number; max: number }
  | { type: 'boolean' }
  | { type: 'choice'; options: readonly string[] }
  | { type: 'text'; empty: true }
  | { type: 'policy'; empty: true }
  | { type: 'redrivePolicy'; empty: true }
  | { type: 'redriveAllowPolicy'; empty: true }
);

function integer(limits: { min: number; max: number; default: number }): AttributeDefinition {
  return { type: 'integer', min: limits.min, max: limits.max, default: String(limits.default) };
}

/** Every attribute that can be set, in the order in which they are listed. */
export const SETTABLE: Readonly<Record<string, AttributeDefinition>> = {
  DelaySeconds: integer(LIMITS.delaySeconds),
  MaximumMessageSize: integer(LIMITS.messageSizeBytes),
  MessageRetentionPeriod: integer(LIMITS.messageRetentionSeconds),
  ReceiveMessageWaitTimeSeconds: integer(LIMITS.waitSeconds),
  VisibilityTimeout: integer(LIMITS.visibilityTimeoutSeconds),
  Policy: { type: 'policy', empty: true },
  RedrivePolicy: { type: 'redrivePolicy', empty: true },
  RedriveAllowPolicy: { type: 'redriveAllowPolicy', empty: true },
  KmsMasterKeyId: { type: 'text', empty: true },
  KmsDataKeyReusePeriodSeconds: integer(LIMITS.kmsDataKeyReuseSeconds),
  SqsManagedSseEnabled: { type: 'boolean', default: 'true' },
  FifoQueue: { type: 'boolean', fifo: 'only', default: 'true' },
  ContentBasedDeduplication: { type: 'boolean', fifo: 'only', default: 'false' },
  DeduplicationScope: {
    type: 'choice',
    options: ['queue', 'messageGroup'],
    fifo: 'named',
    default: 'queue',
  },
  FifoThroughputLimit: {
    type: 'choice',
    options: ['perQueue', 'perMessageGroupId'],
    fifo: 'named',
    default: 'perQueue',
  },
};

/** Attributes that SQS keeps itself. */
export const READ_ONLY = [
  'QueueArn',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
] as const;

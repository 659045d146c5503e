import { Fault } from '../../core/fault.ts';
import type { QueueFacts } from '../../core/queue-port.ts';
import type { Shape } from '../../core/shape.ts';
import { parsePatterns } from '../filters/record-filter.ts';
import { MAPPING_LIMITS } from '../limits.ts';
import type { MappingSettings } from './mapping.ts';

/** Members that CreateEventSourceMapping and UpdateEventSourceMapping share. */
export interface MappingInput extends Partial<Record<(typeof UNAVAILABLE)[number], unknown>> {
  FunctionName?: string;
  Enabled?: boolean;
  BatchSize?: number;
  MaximumBatchingWindowInSeconds?: number;
  FunctionResponseTypes?: string[];
  ScalingConfig?: { MaximumConcurrency?: number };
  FilterCriteria?: { Filters?: { Pattern?: string }[] };
  MetricsConfig?: { Metrics?: string[] };
}

/** For streams, brokers and provisioned pollers, or not built: refused rather than ignored. */
const UNAVAILABLE = [
  'StartingPosition',
  'StartingPositionTimestamp',
  'ParallelizationFactor',
  'DestinationConfig',
  'MaximumRecordAgeInSeconds',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'TumblingWindowInSeconds',
  'Topics',
  'Queues',
  'SourceAccessConfigurations',
  'SelfManagedEventSource',
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
  'DocumentDBEventSourceConfig',
  'ProvisionedPollerConfig',
] as const;

export const MAPPING_MEMBERS: Record<string, Shape> = {
  FunctionName: { type: 'string', minLength: 1, maxLength: 140 },
  Enabled: { type: 'boolean' },
  BatchSize: { type: 'integer', min: 1, max: MAPPING_LIMITS.maxBatchSizeStandard },
  MaximumBatchingWindowInSeconds: {
    type: 'integer',
    min: 0,
    max: MAPPING_LIMITS.maxBatchingWindowSeconds,
  },
  FunctionResponseTypes: {
    type: 'list',
    maxItems: 1,
    of: { type: 'string', oneOf: ['ReportBatchItemFailures'] },
  },
  ScalingConfig: {
    type: 'structure',
    members: {
      MaximumConcurrency: {
        type: 'integer',
        min: MAPPING_LIMITS.minMaximumConcurrency,
        max: MAPPING_LIMITS.maxMaximumConcurrency,
      },
    },
  },
  FilterCriteria: {
    type: 'structure',
    members: {
      Filters: { type: 'list', of: { type: 'structure', members: { Pattern: { type: 'string' } } } },
    },
  },
  MetricsConfig: {
    type: 'structure',
    members: { Metrics: { type: 'list', maxItems: 1, of: { type: 'string', oneOf: ['EventCount'] } } },
  },
  ...Object.fromEntries(UNAVAILABLE.map((name) => [name, { type: 'any' } as const])),
};

/** `before` with what the input says; members it does not have stay as they were. */
export function applyInput(before: MappingSettings, input: MappingInput): MappingSettings {
  return {
    functionName: before.functionName,
    enabled: input.Enabled ?? before.enabled,
    batchSize: input.BatchSize ?? before.batchSize,
    batchingWindowSeconds: input.MaximumBatchingWindowInSeconds ?? before.batchingWindowSeconds,
    reportBatchItemFailures: input.FunctionResponseTypes
      ? input.FunctionResponseTypes.includes('ReportBatchItemFailures')
      : before.reportBatchItemFailures,
    maximumConcurrency: input.ScalingConfig
      ? input.ScalingConfig.MaximumConcurrency
      : before.maximumConcurrency,
    filterPatterns: input.FilterCriteria
      ? (input.FilterCriteria.Filters ?? []).map(({ Pattern = '' }) => Pattern)
      : before.filterPatterns,
    countsEvents: input.MetricsConfig
      ? (input.MetricsConfig.Metrics ?? []).includes('EventCount')
      : before.countsEvents,
  };
}

/** @throws Fault InvalidParameterValue for options that SQS mappings, or this engine, do not have. */
export function refuseUnavailable(input: MappingInput): void {
  const refused = UNAVAILABLE.find((name) => input[name] !== undefined);
  if (refused) throw invalid(`${refused} is not available for SQS event source mappings here.`);
}

/**
 * Rules between a mapping, its queue and its function. AWS wants the visibility timeout to be six times the function
 * timeout and refuses one that is shorter than it.
 * @throws Fault InvalidParameterValue
 */
export function checkMapping(settings: MappingSettings, queue: QueueFacts, functionTimeoutSeconds: number) {
  const { batchSize, batchingWindowSeconds, filterPatterns } = settings;
  parsePatterns(filterPatterns);
  if (queue.fifo && batchingWindowSeconds > 0)
    throw invalid('Batching window is not supported for FIFO queues.');
  if (queue.fifo && batchSize > MAPPING_LIMITS.maxBatchSizeFifo)
    throw invalid(`Batch size must be at most ${MAPPING_LIMITS.maxBatchSizeFifo} for FIFO queues.`);
  if (batchSize > MAPPING_LIMITS.maxBatchSizeWithoutWindow && batchingWindowSeconds < 1)
    throw invalid(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  if (queue.visibilityTimeoutSeconds < functionTimeoutSeconds)
    throw invalid(
      `Queue visibility timeout: ${queue.visibilityTimeoutSeconds} seconds is less than Function timeout: ${functionTimeoutSeconds} seconds`,
    );
}

export function queueMissing(): Fault {
  return invalid(
    'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
  );
}

export function invalid(message: string): Fault {
  return new Fault('InvalidParameterValue', message);
}

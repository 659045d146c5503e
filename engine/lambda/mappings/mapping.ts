import { formatArn, type Account } from '../../core/account.ts';

export type MappingState =
  'Creating' | 'Enabled' | 'Enabling' | 'Updating' | 'Disabling' | 'Disabled' | 'Deleting';

/** What a caller decides about a mapping. */
export interface MappingSettings {
  functionName: string;
  enabled: boolean;
  batchSize: number;
  batchingWindowSeconds: number;
  reportBatchItemFailures: boolean;
  maximumConcurrency: number | undefined;
  /** A message that none of them matches is deleted without the function; none at all: every message passes. */
  filterPatterns: readonly string[];
  /** Publishes EventCount metrics. */
  countsEvents: boolean;
}

export interface Mapping {
  readonly uuid: string;
  readonly queueArn: string;
  settings: MappingSettings;
  state: MappingState;
  lastModifiedMs: number;
}

/** A mapping as Lambda's `EventSourceMappingConfiguration`. SQS mappings have no LastProcessingResult. */
export function describeMapping(mapping: Mapping, account: Account) {
  const { uuid, queueArn, settings, state, lastModifiedMs } = mapping;
  const { functionName, maximumConcurrency, filterPatterns, countsEvents } = settings;
  return {
    UUID: uuid,
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.batchingWindowSeconds,
    EventSourceArn: queueArn,
    FunctionArn: formatArn(account, 'lambda', `function:${functionName}`),
    LastModified: lastModifiedMs / 1000,
    State: state,
    StateTransitionReason: 'USER_INITIATED',
    FunctionResponseTypes: settings.reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(maximumConcurrency !== undefined && { ScalingConfig: { MaximumConcurrency: maximumConcurrency } }),
    ...(filterPatterns.length > 0 && {
      FilterCriteria: { Filters: filterPatterns.map((Pattern) => ({ Pattern })) },
    }),
    ...(countsEvents && { MetricsConfig: { Metrics: ['EventCount'] } }),
    EventSourceMappingArn: formatArn(account, 'lambda', `event-source-mapping:${uuid}`),
  };
}

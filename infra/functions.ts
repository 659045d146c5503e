import { expiryQueue, jobsQueue, mainQueue, MOVER_TIMEOUT_SECONDS } from './queues.ts';
import { stateTable } from './state-table.ts';

/** A function and the event source mapping that feeds it. */
export interface ConsumerSettings {
  functionName: string;
  /** Module and export, from the root of the repository, as Lambda and SST write it. */
  handler: string;
  /** Name of the queue that feeds it. */
  queue: string;
  /** 1..10 without a batching window. */
  batchSize: number;
  maximumBatchingWindowSeconds: number;
  /** `ReportBatchItemFailures`: only what the function names as failed returns to the queue. */
  reportBatchItemFailures: boolean;
  /** 2..1,000 batches at the same time; absent: as many as Lambda sees fit. */
  maximumConcurrency?: number;
  timeoutSeconds: number;
  memoryMegabytes: number;
  environment: Readonly<Record<string, string>>;
}

/** AWS's advice: the visibility timeout is at least six times the function timeout. */
const VISIBILITY_TIMEOUTS_PER_FUNCTION_TIMEOUT = 6;

const processorDefaults = {
  handler: 'functions/processor.handler',
  batchSize: 10,
  maximumBatchingWindowSeconds: 0,
  reportBatchItemFailures: true,
  memoryMegabytes: 256,
  environment: { PROCESSOR_RULE: 'fail-on-fail', REDRIVE_TABLE: stateTable.name },
} as const;

export const processor: ConsumerSettings = {
  ...processorDefaults,
  functionName: 'processor',
  queue: mainQueue.name,
  timeoutSeconds: mainQueue.visibilityTimeoutSeconds / VISIBILITY_TIMEOUTS_PER_FUNCTION_TIMEOUT,
};

/** The same code on the queue without a dead-letter queue. */
const expiryProcessor: ConsumerSettings = {
  ...processorDefaults,
  functionName: 'expiry-processor',
  queue: expiryQueue.name,
  timeoutSeconds: expiryQueue.visibilityTimeoutSeconds / VISIBILITY_TIMEOUTS_PER_FUNCTION_TIMEOUT,
};

/**
 * What a process that only moves messages needs of the C library's heap: by default each of Node's threads has arenas of its own, which costs some
 * 15 MB and brings nothing to one that does its work in one thread.
 */
export const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' } as const;

/** Runs redrive jobs, one an invocation. A second invocation for a job that runs already ends at once. */
export const mover: ConsumerSettings = {
  functionName: 'redrive-mover',
  handler: 'functions/mover.handler',
  queue: jobsQueue.name,
  batchSize: 1,
  maximumBatchingWindowSeconds: 0,
  reportBatchItemFailures: false,
  timeoutSeconds: MOVER_TIMEOUT_SECONDS,
  memoryMegabytes: 512,
  environment: { REDRIVE_TABLE: stateTable.name, REDRIVE_JOBS_QUEUE: jobsQueue.name, ...FEW_ARENAS },
};

export const consumers: readonly ConsumerSettings[] = [processor, expiryProcessor, mover];

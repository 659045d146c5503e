import { FUNCTION_RUNTIME, LOG_RETENTION, maximumConcurrency } from '../deployment.ts';
import { consumers, mover, type ConsumerSettings } from '../functions.ts';
import { nameInStage } from '../names.ts';
import type { GrantedArns } from '../permissions/arns.ts';
import { feeding, grants } from '../permissions/grants.ts';
import { permit } from './permissions.ts';
import { findIn, type StackQueues } from './queues.ts';
import { resourceName } from './resource-name.ts';
import { trustLambdaOnly } from './trust.ts';

/** The functions and the event source mappings that feed them. */
export function createConsumers(stackQueues: StackQueues, arns: GrantedArns<$util.Input<string>>): void {
  for (const consumer of consumers) {
    const queue = findIn(stackQueues, consumer.queue);
    connect(createFunction(consumer, queue, arns), consumer, queue);
  }
}

function createFunction(
  consumer: ConsumerSettings,
  queue: sst.aws.Queue,
  arns: GrantedArns<$util.Input<string>>,
): sst.aws.Function {
  const role = consumer === mover ? grants.mover : grants.processor;
  return new sst.aws.Function(resourceName(consumer.functionName), {
    handler: consumer.handler,
    name: nameInStage(consumer.functionName, $app.stage),
    description: `Redrive: consumes ${consumer.queue}`,
    runtime: FUNCTION_RUNTIME,
    architecture: 'arm64',
    timeout: `${consumer.timeoutSeconds} seconds`,
    memory: `${consumer.memoryMegabytes} MB`,
    environment: renameInStage(consumer.environment),
    permissions: permit([feeding, ...role], { ...arns, sourceQueue: queue.arn }),
    logging: { retention: LOG_RETENTION },
    transform: trustLambdaOnly,
  });
}

function connect(fn: sst.aws.Function, consumer: ConsumerSettings, queue: sst.aws.Queue): void {
  queue.subscribe(fn.arn, {
    batch: {
      size: consumer.batchSize,
      window: `${consumer.maximumBatchingWindowSeconds} seconds`,
      partialResponses: consumer.reportBatchItemFailures,
    },
    transform: {
      eventSourceMapping: { scalingConfig: { maximumConcurrency: maximumConcurrency(consumer) } },
    },
  });
}

/** Names of resources as they are in this stage; everything else as it is. */
export function renameInStage(environment: Readonly<Record<string, string>>): Record<string, string> {
  const isName = (variable: string) => NAMES_OF_RESOURCES.has(variable);
  return Object.fromEntries(
    Object.entries(environment).map(([variable, value]) => [
      variable,
      isName(variable) ? nameInStage(value, $app.stage) : value,
    ]),
  );
}

const NAMES_OF_RESOURCES: ReadonlySet<string> = new Set(['REDRIVE_TABLE', 'REDRIVE_JOBS_QUEUE']);

import { FUNCTION_RUNTIME } from '#infra/deployment';
import { consumers, type ConsumerSettings } from '#infra/functions';
import { nameInStage } from '#infra/names';
import { nameOfArn, select, text } from '../graph/select.ts';
import type { Resource, StackGraph } from '../graph/types.ts';

const VISIBILITY_TIMEOUTS_PER_FUNCTION_TIMEOUT = 6;

/** Where the functions and what feeds them are not those of `infra/functions.ts`, one sentence each. */
export function findConsumerProblems(graph: StackGraph, stage: string): string[] {
  const mappings = select(graph, 'lambda', 'EventSourceMapping');
  const extra = mappings.length - consumers.length;
  return [
    ...(extra === 0
      ? []
      : [`${mappings.length} event source mappings are made for ${consumers.length} consumers.`]),
    ...consumers.flatMap((consumer) => checkConsumer(graph, consumer, stage)),
    ...select(graph, 'lambda', 'Function').flatMap(checkFunction),
  ];
}

function checkConsumer(graph: StackGraph, consumer: ConsumerSettings, stage: string): string[] {
  const name = nameInStage(consumer.functionName, stage);
  const queueName = nameInStage(consumer.queue, stage);
  const fn = select(graph, 'lambda', 'Function').find((one) => text(one, 'name') === name);
  const queue = select(graph, 'sqs', 'Queue').find((one) => text(one, 'name') === queueName);
  const mapping = select(graph, 'lambda', 'EventSourceMapping').find(
    (one) =>
      nameOfArn(text(one, 'functionName')) === name && nameOfArn(text(one, 'eventSourceArn')) === queueName,
  );
  if (!fn || !queue || !mapping) return [`${name} is not made, or ${queueName} does not feed it.`];
  const timeout = Number(fn.inputs['timeout']);
  const visibility = Number(queue.inputs['visibilityTimeoutSeconds']);
  const { variables } = fn.inputs['environment'] as { variables: Record<string, string> };
  const scaling = mapping.inputs['scalingConfig'] as { maximumConcurrency?: number } | undefined;
  const wrong = [
    [text(fn, 'handler') === consumer.handler, 'runs another handler'],
    [timeout === consumer.timeoutSeconds, `has a timeout of ${timeout} s`],
    [
      visibility >= VISIBILITY_TIMEOUTS_PER_FUNCTION_TIMEOUT * timeout,
      `needs a visibility timeout of six times ${timeout} s`,
    ],
    [Number(fn.inputs['memorySize']) === consumer.memoryMegabytes, 'has other memory'],
    [reports(mapping) === consumer.reportBatchItemFailures, 'answers for a batch in another way'],
    [mapping.inputs['batchSize'] === consumer.batchSize, 'gets batches of another size'],
    [Number(scaling?.maximumConcurrency) >= 2, 'may use up the concurrency of the account'],
    [variables['REDRIVE_TABLE'] === nameInStage('redrive-state', stage), 'writes to another table'],
  ] as const;
  return wrong.filter(([holds]) => !holds).map(([, what]) => `${name} ${what}.`);
}

function reports({ inputs }: Resource): boolean {
  return ((inputs['functionResponseTypes'] ?? []) as string[]).includes('ReportBatchItemFailures');
}

function checkFunction(fn: Resource): string[] {
  const { runtime, name } = fn.inputs;
  return runtime === FUNCTION_RUNTIME ? [] : [`${String(name)} runs on ${String(runtime)}.`];
}

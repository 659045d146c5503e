import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ConsumerSettings } from '#infra/functions';
import type { QueueSettings } from '#infra/queues';
import { stageTags } from '#infra/tags';

/** The SDK clients that set up a stage. */
export interface StageClients {
  sqs: SQSClient;
  lambda: LambdaClient;
}

export interface ProvisionedQueue {
  name: string;
  url: string;
  arn: string;
}

/** Clients for an engine, which takes any credentials. */
export function connectTo(endpoint: string, region: string): StageClients {
  const settings = { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  return { sqs: new SQSClient(settings), lambda: new LambdaClient(settings) };
}

/** Creates the queues in the given order (a dead-letter queue before its sources), then feeds the functions from them. */
export async function provision({
  clients,
  queues,
  consumers,
  stage,
}: {
  clients: StageClients;
  queues: readonly QueueSettings[];
  consumers: readonly ConsumerSettings[];
  stage: string;
}): Promise<Map<string, ProvisionedQueue>> {
  const created = new Map<string, ProvisionedQueue>();
  for (const settings of queues) {
    created.set(settings.name, await createQueue({ clients, settings, stage, created }));
  }
  await Promise.all(
    consumers.map((consumer) => connectConsumer({ clients, consumer, queue: find(created, consumer.queue) })),
  );
  return created;
}

async function createQueue({
  clients,
  settings,
  stage,
  created,
}: {
  clients: StageClients;
  settings: QueueSettings;
  stage: string;
  created: ReadonlyMap<string, ProvisionedQueue>;
}): Promise<ProvisionedQueue> {
  const policy = settings.redrivePolicy;
  const { QueueUrl: url = '' } = await clients.sqs.send(
    new CreateQueueCommand({
      QueueName: settings.name,
      Attributes: {
        DelaySeconds: String(settings.delaySeconds),
        MaximumMessageSize: String(settings.maximumMessageSizeBytes),
        MessageRetentionPeriod: String(settings.retentionSeconds),
        VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
        ...(policy && {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: find(created, policy.deadLetterQueue).arn,
            maxReceiveCount: policy.maxReceiveCount,
          }),
        }),
      },
      tags: stageTags(stage),
    }),
  );
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { name: settings.name, url, arn: Attributes?.['QueueArn'] ?? '' };
}

/** Creates the event source mapping and returns its UUID once it is enabled. */
export async function connectConsumer({
  clients,
  consumer,
  queue,
}: {
  clients: StageClients;
  consumer: ConsumerSettings;
  queue: ProvisionedQueue;
}): Promise<string> {
  const { UUID = '' } = await clients.lambda.send(
    new CreateEventSourceMappingCommand({
      EventSourceArn: queue.arn,
      FunctionName: consumer.functionName,
      BatchSize: consumer.batchSize,
      MaximumBatchingWindowInSeconds: consumer.maximumBatchingWindowSeconds,
      ...(consumer.reportBatchItemFailures && { FunctionResponseTypes: ['ReportBatchItemFailures'] }),
    }),
  );
  await waitForMapping({ clients, uuid: UUID, state: 'Enabled' });
  return UUID;
}

/** Returns when the event source mapping has reached `state`; Lambda changes it some time after the request. */
export async function waitForMapping({
  clients,
  uuid,
  state,
}: {
  clients: StageClients;
  uuid: string;
  state: 'Enabled' | 'Disabled';
}): Promise<void> {
  for (;;) {
    const { State } = await clients.lambda.send(new GetEventSourceMappingCommand({ UUID: uuid }));
    if (State === state) return;
    await delay(20);
  }
}

function find(created: ReadonlyMap<string, ProvisionedQueue>, name: string): ProvisionedQueue {
  const queue = created.get(name);
  if (!queue) throw new TypeError(`infra/ names the queue ${name} before it is created`);
  return queue;
}

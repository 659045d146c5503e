import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateEventSourceMappingCommand,
  type FunctionResponseType,
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueNameExists,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
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

/**
 * Makes queues and event source mappings what the settings say, creating those that are missing: queues in the given order
 * (a dead-letter queue before its sources), then what feeds the functions from them. A mapping that was disabled stays so.
 */
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
  const { name: QueueName, redrivePolicy: policy } = settings;
  const attributes = {
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
  };
  const tags = stageTags(stage);
  const { QueueUrl: url = '' } = await clients.sqs
    .send(new CreateQueueCommand({ QueueName, Attributes: attributes, tags }))
    .catch((error: unknown) => {
      if (!(error instanceof QueueNameExists)) throw error;
      return changeQueue(clients, QueueName, { RedrivePolicy: '', ...attributes }, tags);
    });
  const { Attributes } = await clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { name: settings.name, url, arn: Attributes?.['QueueArn'] ?? '' };
}

/** A queue of an earlier start, whose settings were others: it gets the present ones and keeps its messages. */
async function changeQueue(
  { sqs }: StageClients,
  QueueName: string,
  Attributes: Record<string, string>,
  Tags: Record<string, string>,
): Promise<{ QueueUrl: string | undefined }> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  await sqs.send(new TagQueueCommand({ QueueUrl, Tags }));
  return { QueueUrl };
}

/** Creates or changes the event source mapping and returns its UUID once that has come into force. */
export async function connectConsumer({
  clients,
  consumer,
  queue,
}: {
  clients: StageClients;
  consumer: ConsumerSettings;
  queue: ProvisionedQueue;
}): Promise<string> {
  const { lambda } = clients;
  const source = { EventSourceArn: queue.arn, FunctionName: consumer.functionName };
  const settings = {
    BatchSize: consumer.batchSize,
    MaximumBatchingWindowInSeconds: consumer.maximumBatchingWindowSeconds,
    FunctionResponseTypes: reports(consumer),
    ScalingConfig:
      consumer.maximumConcurrency === undefined ? {} : { MaximumConcurrency: consumer.maximumConcurrency },
  };
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand(source));
  const uuid = EventSourceMappings[0]?.UUID;
  if (uuid !== undefined) {
    const state = await waitForMapping({ clients, uuid });
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: uuid, ...settings }));
    await waitForMapping({ clients, uuid, state });
    return uuid;
  }
  const { UUID = '' } = await lambda.send(new CreateEventSourceMappingCommand({ ...source, ...settings }));
  await waitForMapping({ clients, uuid: UUID, state: 'Enabled' });
  return UUID;
}

function reports({ reportBatchItemFailures }: ConsumerSettings): FunctionResponseType[] {
  return reportBatchItemFailures ? ['ReportBatchItemFailures'] : [];
}

type SteadyState = 'Enabled' | 'Disabled';

/**
 * Returns when the event source mapping has reached `state`, or either steady state; Lambda gets there some time after a
 * request.
 */
export async function waitForMapping({
  clients,
  uuid,
  state,
}: {
  clients: StageClients;
  uuid: string;
  state?: SteadyState;
}): Promise<SteadyState> {
  for (;;) {
    const { State } = await clients.lambda.send(new GetEventSourceMappingCommand({ UUID: uuid }));
    if ((State === 'Enabled' || State === 'Disabled') && State === (state ?? State)) return State;
    await delay(20);
  }
}

function find(created: ReadonlyMap<string, ProvisionedQueue>, name: string): ProvisionedQueue {
  const queue = created.get(name);
  if (!queue) throw new TypeError(`infra/ names the queue ${name} before it is created`);
  return queue;
}

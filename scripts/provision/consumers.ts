import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateEventSourceMappingCommand,
  type FunctionResponseType,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { ConsumerSettings } from '#infra/functions';
import type { StageClients } from './clients.ts';
import type { ProvisionedQueue } from './queues.ts';

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

import { fileURLToPath } from 'node:url';
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CrashableEngine, startCrashableEngine } from '#test/factories/engine/crashable-engine';
import { sendOne } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';

const consumer = {
  name: 'consumer',
  entry: fileURLToPath(new URL('../test/fixtures/functions/consumes.ts', import.meta.url)),
  handler: 'succeeds',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: { MODE: 'first' },
};

let host: CrashableEngine;
let lambda: LambdaClient;
const connect = () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  lambda = new LambdaClient({ endpoint: host.engine.endpoint, region: 'us-east-1', credentials });
};
const crash = async (functions = [consumer]) => {
  lambda.destroy();
  await host.crash(0, { functions });
  connect();
};

beforeEach(async () => {
  host = await startCrashableEngine({ functions: [consumer] });
  connect();
});
afterEach(async () => {
  lambda.destroy();
  await host[Symbol.asyncDispose]();
});

const mappings = async () =>
  (await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings ?? [];

it('keeps a mapping with its settings, and polls for it again', async () => {
  const queue = await createQueue(host.sqs);
  await lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: 'consumer',
      EventSourceArn: queue.arn,
      BatchSize: 7,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      FilterCriteria: { Filters: [{ Pattern: '{"body":["x"]}' }] },
      ScalingConfig: { MaximumConcurrency: 9 },
    }),
  );
  await host.clock.advance(100);
  const [before] = await mappings();
  await crash();
  expect(await mappings()).toEqual([before]);
  await sendOne(host.sqs, queue.url, { MessageBody: 'x' });
  await expect
    .poll(async () => readDepth(host.sqs, queue.url))
    .toEqual({ visible: 0, inFlight: 0, delayed: 0 });
});

it('leaves a disabled mapping disabled and a deleted one deleted', async () => {
  const queue = await createQueue(host.sqs);
  const other = await createQueue(host.sqs);
  const create = (EventSourceArn: string, Enabled: boolean) =>
    lambda.send(new CreateEventSourceMappingCommand({ FunctionName: 'consumer', EventSourceArn, Enabled }));
  await create(queue.arn, false);
  const { UUID } = await create(other.arn, true);
  await host.clock.advance(100);
  await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
  await crash();
  expect((await mappings()).map(({ EventSourceArn, State }) => [EventSourceArn, State])).toEqual([
    [queue.arn, 'Disabled'],
  ]);
});

it('keeps a mapping whose function is gone, and serves everything else', async () => {
  const queue = await createQueue(host.sqs);
  await lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName: 'consumer', EventSourceArn: queue.arn }),
  );
  await host.clock.advance(100);
  await crash([]);
  await sendOne(host.sqs, queue.url);
  expect(await mappings()).toHaveLength(1);
  expect((await readDepth(host.sqs, queue.url)).visible).toBe(1);
  await crash();
  await expect.poll(async () => (await readDepth(host.sqs, queue.url)).visible).toBe(0);
});

it('keeps a changed configuration until the function itself is defined anew', async () => {
  await lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: 'consumer',
      Timeout: 20,
      Environment: { Variables: { MODE: 'second' } },
    }),
  );
  const read = async () => {
    const request = new GetFunctionConfigurationCommand({ FunctionName: 'consumer' });
    const { Timeout, Environment } = await lambda.send(request);
    return [Timeout, Environment?.Variables?.['MODE']];
  };
  await crash();
  expect(await read()).toEqual([20, 'second']);
  await crash([{ ...consumer, timeoutSeconds: 5 }]);
  expect(await read()).toEqual([5, 'first']);
});

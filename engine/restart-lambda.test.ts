import { fileURLToPath } from 'node:url';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionEventInvokeConfigsCommand,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FunctionDefinition } from '#engine/lambda/function-definition';
import { type CrashableEngine, startCrashableEngine } from '#test/factories/engine/crashable-engine';
import { receiveOne, sendOne } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';

const consumer = {
  name: 'consumer',
  entry: fileURLToPath(new URL('../test/fixtures/functions/consumes.ts', import.meta.url)),
  handler: 'succeeds',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: { MODE: 'first' },
};

const failing = {
  ...consumer,
  name: 'failing',
  entry: fileURLToPath(new URL('../test/fixtures/functions/fails.ts', import.meta.url)),
  handler: 'throws',
};

let host: CrashableEngine;
let lambda: LambdaClient;
const connect = () => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  lambda = new LambdaClient({ endpoint: host.engine.endpoint, region: 'us-east-1', credentials });
};
const crash = async (functions: FunctionDefinition[] = [consumer]) => {
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

/** A process takes its time to start on a busy machine. */
const PATIENCE = { timeout: 10_000 };

/** Function errors since the first engine began. */
async function countErrors(functionName: string): Promise<number> {
  const { endpoint } = host.engine;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new CloudWatchClient({ endpoint, region: 'us-east-1', credentials });
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: functionName }],
      StartTime: new Date(host.clock.nowMs() - 86_400_000),
      EndTime: new Date(host.clock.nowMs() + 60_000),
      Period: 3600,
      Statistics: ['Sum'],
    }),
  );
  client.destroy();
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}

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

it('keeps what was changed about asynchronous invocation, and that it was taken away', async () => {
  const both = [
    { ...consumer, reservedConcurrency: 2, eventInvoke: { maximumRetryAttempts: 1 } },
    { ...failing, eventInvoke: { maximumRetryAttempts: 1 } },
  ];
  await crash(both);
  await lambda.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: 'consumer', MaximumEventAgeInSeconds: 90 }),
  );
  await lambda.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName: 'failing' }));
  await lambda.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'consumer', ReservedConcurrentExecutions: 7 }),
  );
  const read = async () => {
    const of = (FunctionName: string) =>
      lambda.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName }));
    const [changed] = (await of('consumer')).FunctionEventInvokeConfigs ?? [];
    const { ReservedConcurrentExecutions } = await lambda.send(
      new GetFunctionConcurrencyCommand({ FunctionName: 'consumer' }),
    );
    return [
      changed?.MaximumRetryAttempts,
      changed?.MaximumEventAgeInSeconds,
      (await of('failing')).FunctionEventInvokeConfigs?.length,
      ReservedConcurrentExecutions,
    ];
  };
  await crash(both);
  expect(await read()).toEqual([undefined, 90, 0, 7]);
  await crash(both.map((fn) => ({ ...fn, timeoutSeconds: 9, eventInvoke: { maximumRetryAttempts: 0 } })));
  expect(await read()).toEqual([0, undefined, 1, 2]);
});

it('keeps an event that was accepted, and its retries, until its outcome is delivered', async () => {
  const queue = await createQueue(host.sqs);
  const functions = [{ ...failing, deadLetterQueue: queue.name, eventInvoke: { maximumRetryAttempts: 1 } }];
  await crash(functions);
  const { $metadata } = await lambda.send(
    new InvokeCommand({ FunctionName: 'failing', InvocationType: 'Event', Payload: Buffer.from('{"a": 1}') }),
  );
  await expect.poll(() => countErrors('failing'), PATIENCE).toBe(1);
  await crash(functions);
  await host.clock.advance(60_000);
  await expect.poll(() => countErrors('failing'), PATIENCE).toBe(2);
  await crash(functions);
  const { Body, MessageAttributes } = await receiveOne(host.sqs, queue.url);
  expect([Body, MessageAttributes?.['RequestID']?.StringValue]).toEqual(['{"a": 1}', $metadata.requestId]);
  await host.clock.advance(3_600_000);
  expect(await countErrors('failing')).toBe(2);
});

it('runs an event again whose run was cut short', async () => {
  const hanging = { ...failing, handler: 'hangs', reservedConcurrency: 1 };
  await crash([hanging]);
  await lambda.send(new InvokeCommand({ FunctionName: 'failing', InvocationType: 'Event' }));
  await crash([{ ...failing, entry: consumer.entry, handler: 'succeeds', name: 'other' }, hanging]);
  const busy = () => lambda.send(new InvokeCommand({ FunctionName: 'failing' }));
  await expect(busy()).rejects.toMatchObject({ name: 'TooManyRequestsException' });
});

it('ends an event whose function is gone, and says so', async () => {
  const queue = await createQueue(host.sqs);
  await crash([failing]);
  await lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: 'failing',
      DestinationConfig: { OnFailure: { Destination: queue.arn } },
    }),
  );
  await lambda.send(new InvokeCommand({ FunctionName: 'failing', InvocationType: 'Event' }));
  await crash([]);
  await host.clock.advance(60_000);
  const { Body = '' } = await receiveOne(host.sqs, queue.url, { WaitTimeSeconds: 1 });
  expect(JSON.parse(Body)).toMatchObject({
    requestContext: { condition: 'RetriesExhausted' },
    responseContext: { statusCode: 404 },
  });
});

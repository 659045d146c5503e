import { GetMetricDataCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { startLambda, withFunctions } from './start.ts';

const START_MS = Date.UTC(2026, 0, 1);

/** Sums of the first minutes, by the metric's name; a metric without data is left out. */
async function sums(
  client: CloudWatchClient,
  {
    namespace,
    names,
    dimensions,
  }: { namespace: string; names: string[]; dimensions: Record<string, string> },
  startMs = START_MS,
) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(startMs - 60_000),
      EndTime: new Date(startMs + 600_000),
      MetricDataQueries: names.map((MetricName, index) => ({
        Id: `m${index}`,
        Label: MetricName,
        MetricStat: { Metric: { Namespace: namespace, MetricName, Dimensions }, Period: 3600, Stat: 'Sum' },
      })),
    }),
  );
  return Object.fromEntries(
    MetricDataResults.filter(({ Values }) => Values?.length).map(({ Label, Values }) => [Label, Values?.[0]]),
  );
}

describe.runIf(withFunctions.holds)(`AWS/Lambda${withFunctions.unless}`, () => {
  it('counts invocations, errors and throttles by function, by resource and over all', async () => {
    const { cloudWatch, lambda } = await startLambda({
      'echoes.count': {},
      'fails.throws': {},
      'echoes.handler': { reservedConcurrency: 0 },
    });
    for (const FunctionName of ['count', 'count', 'throws', 'handler'])
      await lambda.send(new InvokeCommand({ FunctionName })).catch(() => {});
    const names = ['Invocations', 'Errors', 'Throttles'];
    const of = (dimensions: Record<string, string>) =>
      sums(cloudWatch, { namespace: 'AWS/Lambda', names, dimensions });
    expect(await of({ FunctionName: 'count' })).toEqual({ Invocations: 2, Errors: 0, Throttles: 0 });
    expect(await of({ FunctionName: 'throws', Resource: 'throws' })).toEqual({
      Invocations: 1,
      Errors: 1,
      Throttles: 0,
    });
    expect(await of({ FunctionName: 'handler' })).toEqual({ Throttles: 1 });
    expect(await of({})).toEqual({ Invocations: 3, Errors: 1, Throttles: 1 });
  });

  it('does not count a partial batch failure as an error', async () => {
    const { cloudWatch, createQueue, logged, map, sqs } = await startLambda({ 'consumes.failsOnce': {} });
    const { url, arn } = await createQueue('orders');
    await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: url, Entries: [{ Id: '1', MessageBody: 'fail' }] }),
    );
    await map({
      FunctionName: 'failsOnce',
      EventSourceArn: arn,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    await logged(/^REPORT/);
    expect(
      await sums(cloudWatch, {
        namespace: 'AWS/Lambda',
        names: ['Invocations', 'Errors'],
        dimensions: { FunctionName: 'failsOnce' },
      }),
    ).toEqual({ Invocations: 1, Errors: 0 });
  });
});

describe.runIf(withFunctions.holds)(`an idle mapping${withFunctions.unless}`, () => {
  it('asks its queue in long polls of 20 seconds', async () => {
    const { clock, cloudWatch, createQueue, map } = await startLambda({ 'consumes.succeeds': {} });
    const { arn } = await createQueue('orders');
    await map({ FunctionName: 'succeeds', EventSourceArn: arn });
    for (let minute = 0; minute < 20; minute += 1) await clock.advance(60_000);
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(START_MS),
        EndTime: new Date(START_MS + 20 * 60_000),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [
          {
            Id: 'empty',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SQS',
                MetricName: 'NumberOfEmptyReceives',
                Dimensions: [{ Name: 'QueueName', Value: 'orders' }],
              },
              Period: 60,
              Stat: 'Sum',
            },
          },
        ],
      }),
    );
    const perMinute = MetricDataResults?.[0]?.Values ?? [];
    expect(perMinute).toHaveLength(20);
    expect(perMinute.slice(-5)).toEqual([3, 3, 3, 3, 3]);
  });
});

describe.runIf(withFunctions.holds)(`the embedded metric format${withFunctions.unless}`, () => {
  it('that a function prints becomes metrics', async () => {
    const { cloudWatch, lambda } = await startLambda({ 'prints.metrics': {} });
    const Payload = JSON.stringify({ queue: 'orders', attempts: [1, 2, 4], timestampMs: START_MS });
    await lambda.send(new InvokeCommand({ FunctionName: 'metrics', Payload: Buffer.from(Payload) }));
    const of = (dimensions: Record<string, string>) =>
      sums(cloudWatch, { namespace: 'Fixture', names: ['attempts'], dimensions });
    expect(await of({ queue: 'orders' })).toEqual({ attempts: 7 });
    expect(await of({})).toEqual({ attempts: 7 });
    expect(await of({ queue: 'other' })).toEqual({});
  });
});

describe.runIf(withFunctions.holds)(`the SDK inside a function${withFunctions.unless}`, () => {
  it('talks to the engine, with nothing configured', async () => {
    const { createQueue, lambda, logged, map } = await startLambda({
      'sends.handler': { memoryMb: 256 },
      'consumes.succeeds': {},
    });
    const { arn } = await createQueue('orders');
    await map({ FunctionName: 'succeeds', EventSourceArn: arn });
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({
        FunctionName: 'handler',
        Payload: Buffer.from(JSON.stringify({ queue: 'orders', body: 'from inside' })),
      }),
    );
    expect(FunctionError).toBeUndefined();
    expect(Buffer.from(Payload ?? []).toString()).toMatch(/^"[0-9a-f-]{36}"$/);
    await logged(/^delivered from inside 1/);
  });
});

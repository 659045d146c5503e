import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetEventSourceMappingCommand, UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { sendOne } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { startLambda, withFunctions } from './start.ts';

const PAID = JSON.stringify({ body: { state: ['PAID'] } });

const start = async (settings: Parameters<Awaited<ReturnType<typeof startLambda>>['map']>[0] | object) => {
  const host = await startLambda({ 'consumes.failsOnce': {} });
  const queue = await host.createQueue('orders');
  const uuid = await host.map({
    FunctionName: 'failsOnce',
    EventSourceArn: queue.arn,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    FilterCriteria: { Filters: [{ Pattern: PAID }] },
    ...settings,
  });
  return { ...host, queue, uuid };
};

it.runIf(withFunctions.holds)(
  `delivers what matches and deletes the rest, malformed JSON too, without the function${withFunctions.unless}`,
  async () => {
    const { lines, logged, queue, sqs } = await start({});
    const bodies = ['{"state":"OPEN"}', '{"state":', '{"state":"PAID","id":1}', '{"state":"PAID","id":2}'];
    for (const MessageBody of bodies) await sendOne(sqs, queue.url, { MessageBody });
    await logged(/^delivered /, 2);
    await expect.poll(() => readDepth(sqs, queue.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    // Two batches run side by side: either may be done first.
    expect(lines.filter((line) => line.startsWith('delivered ')).toSorted()).toEqual([
      'delivered {"state":"PAID","id":1} 1',
      'delivered {"state":"PAID","id":2} 1',
    ]);
  },
);

it.runIf(withFunctions.holds)(
  `is told by Get, replaced by an update, and taken away by an empty list${withFunctions.unless}`,
  async () => {
    const { clock, lambda, logged, queue, sqs, uuid } = await start({});
    const get = async () =>
      (await lambda.send(new GetEventSourceMappingCommand({ UUID: uuid }))).FilterCriteria?.Filters;
    const update = async (patterns: string[]) => {
      const Filters = patterns.map((Pattern) => ({ Pattern }));
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID: uuid, FilterCriteria: { Filters } }));
      await clock.advance(100);
    };
    expect(await get()).toEqual([{ Pattern: PAID }]);
    await update(['{"body":["other"]}']);
    expect(await get()).toEqual([{ Pattern: '{"body":["other"]}' }]);
    await update([]);
    expect(await get()).toBeUndefined();
    // A long poll that had begun still filters by what was in force then.
    await clock.advance(20_000);
    await sendOne(sqs, queue.url, { MessageBody: 'anything' });
    await logged(/^delivered anything/);
  },
);

it.runIf(withFunctions.holds)(
  `counts events only for a mapping that asks for it${withFunctions.unless}`,
  async () => {
    const counted = await start({ MetricsConfig: { Metrics: ['EventCount'] } });
    const bodies = ['{"state":"OPEN"}', '{"state":"PAID"}', '{"state":"PAID","note":"fail"}'];
    for (const MessageBody of bodies) await sendOne(counted.sqs, counted.queue.url, { MessageBody });
    await counted.logged(/^delivered .*fail/);
    const names = [
      'PolledEventCount',
      'FilteredOutEventCount',
      'InvokedEventCount',
      'FailedInvokeEventCount',
      'DeletedEventCount',
    ];
    const read = async () => {
      const nowMs = counted.clock.nowMs();
      const { MetricDataResults = [] } = await counted.cloudWatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(nowMs - 3_600_000),
          EndTime: new Date(nowMs + 60_000),
          MetricDataQueries: [...names, 'Errors'].map((MetricName, index) => ({
            Id: `m${index}`,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/Lambda',
                MetricName,
                Dimensions:
                  MetricName === 'Errors'
                    ? [{ Name: 'FunctionName', Value: 'failsOnce' }]
                    : [{ Name: 'EventSourceMappingUUID', Value: counted.uuid }],
              },
              Period: 3600,
              Stat: 'Sum',
            },
          })),
        }),
      );
      return MetricDataResults.map(({ Values = [] }) => Values.reduce((sum, value) => sum + value, 0));
    };
    // A partial failure is a failed event and no error of the function.
    await expect.poll(read).toEqual([3, 1, 2, 1, 1, 0]);

    const silent = await start({});
    await sendOne(silent.sqs, silent.queue.url, { MessageBody: '{"state":"PAID"}' });
    await silent.logged(/^REPORT/);
    const { MetricDataResults: [points] = [] } = await silent.cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(silent.clock.nowMs() - 3_600_000),
        EndTime: new Date(silent.clock.nowMs() + 60_000),
        MetricDataQueries: [
          { Id: 'all', Expression: 'SUM(METRICS())' },
          {
            Id: 'polled',
            MetricStat: {
              Metric: {
                Namespace: 'AWS/Lambda',
                MetricName: 'PolledEventCount',
                Dimensions: [{ Name: 'EventSourceMappingUUID', Value: silent.uuid }],
              },
              Period: 3600,
              Stat: 'Sum',
            },
          },
        ],
      }),
    );
    expect(points?.Values).toEqual([]);
  },
);

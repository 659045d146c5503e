import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterEach, describe, expect, it } from 'vitest';
import { openDesk } from '#test/factories/desk';
import { readSeries, type SeriesQuery } from './read-series.ts';
import { metricsWindow } from './window.ts';

const desk = openDesk();

afterEach(() => desk.proxy.heal());

const query = (metric: string, statistic: SeriesQuery['statistic']): SeriesQuery => ({
  namespace: 'Test',
  metric,
  dimensions: { Queue: 'orders' },
  statistic,
});

describe('readSeries', () => {
  it('puts each value into its period and leaves the others empty', async () => {
    const window = metricsWindow(5, Date.now());
    const put = (index: number, Value: number) => ({
      MetricName: 'Depth',
      Dimensions: [{ Name: 'Queue', Value: 'orders' }],
      Timestamp: new Date((window.timestampsMs[index] ?? 0) + 1000),
      Value,
    });
    await desk.ctx.aws.cloudwatch.send(
      new PutMetricDataCommand({ Namespace: 'Test', MetricData: [put(1, 4), put(1, 7), put(3, 2)] }),
    );
    const queries = [query('Depth', 'Maximum'), query('Depth', 'Sum'), query('Nothing', 'Sum')];
    expect(await readSeries({ ctx: desk.ctx, input: { window, queries } })).toEqual([
      [null, 7, null, 2, null],
      [null, 11, null, 2, null],
      [null, null, null, null, null],
    ]);
  });

  it('asks for at most 500 series a call, and keeps their order', async () => {
    const window = metricsWindow(5, Date.now());
    await desk.ctx.aws.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Test',
        MetricData: [
          {
            MetricName: 'm700',
            Dimensions: [{ Name: 'Queue', Value: 'orders' }],
            Timestamp: new Date(window.timestampsMs[2] ?? 0),
            Value: 9,
          },
        ],
      }),
    );
    const queries = Array.from({ length: 701 }, (_, index) => query(`m${index}`, 'Sum'));
    const series = await readSeries({ ctx: desk.ctx, input: { window, queries } });
    expect(series).toHaveLength(701);
    expect(series[700]?.[2]).toBe(9);
    expect(series.flat().filter((point) => point !== null)).toEqual([9]);
    const calls = desk.proxy.seen.filter(({ action }) => action === 'GetMetricData');
    expect(calls.map(({ body }) => (body['MetricDataQueries'] as unknown[]).length)).toEqual([500, 201]);
  });
});

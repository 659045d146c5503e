import {
  GetMetricDataCommand,
  PutMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { lasting, ownEngineOnly } from '../support/only.ts';
import { minute, startCloudWatch } from './start.ts';

type CloudWatch = Pick<Awaited<ReturnType<typeof startCloudWatch>>, 'client' | 'namespace'>;

const QUEUE = [{ Name: 'QueueName', Value: 'main' }];

/** One value for each minute that has one. */
async function put({ client, namespace }: CloudWatch, name: string, values: Record<number, number>) {
  const MetricData = Object.entries(values).map(([at, Value]) => ({
    MetricName: name,
    Dimensions: QUEUE,
    Timestamp: minute(Number(at)),
    Value,
  }));
  await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
}

function query(Id: string, MetricName: string, Stat = 'Sum', Period = 60): MetricDataQuery {
  return {
    Id,
    MetricStat: { Metric: { MetricName, Dimensions: QUEUE }, Period, Stat },
  };
}

async function get(
  { client, namespace }: CloudWatch,
  queries: MetricDataQuery[],
  more: Partial<GetMetricDataCommandInput> = {},
) {
  const MetricDataQueries = queries.map((query) =>
    query.MetricStat?.Metric === undefined
      ? query
      : {
          ...query,
          MetricStat: { ...query.MetricStat, Metric: { ...query.MetricStat.Metric, Namespace: namespace } },
        },
  );
  const { MetricDataResults = [], NextToken } = await client.send(
    new GetMetricDataCommand({
      StartTime: minute(-10),
      EndTime: minute(0),
      ScanBy: 'TimestampAscending',
      MetricDataQueries,
      ...more,
    }),
  );
  const results = MetricDataResults.map(({ Id, Timestamps = [], Values, StatusCode }) => ({
    Id,
    minutes: Timestamps.map((time) => (time.getTime() - minute(0).getTime()) / 60_000),
    Values,
    StatusCode,
  }));
  return { results, NextToken };
}

const fifteenDays = lasting(15 * 86_400_000);
const ownChoice = ownEngineOnly('how far a fill reaches is the choice of our engine');

describe('GetMetricData', () => {
  it('answers periods that have data, and no others', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, 'Sent', { '-9': 1, '-5': 2, '-4': 3 });
    const { results, NextToken } = await get(cloudWatch, [query('m1', 'Sent'), query('m2', 'Absent')]);
    expect(results).toEqual([
      { Id: 'm1', minutes: [-9, -5, -4], Values: [1, 2, 3], StatusCode: 'Complete' },
      { Id: 'm2', minutes: [], Values: [], StatusCode: 'Complete' },
    ]);
    expect(NextToken).toBeUndefined();
  });

  it('is newest first by default', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, 'Sent', { '-9': 1, '-5': 2 });
    const { results } = await get(cloudWatch, [query('m1', 'Sent')], { ScanBy: undefined });
    expect(results[0]).toMatchObject({ minutes: [-5, -9], Values: [2, 1] });
  });

  it('includes the start time and excludes the end time', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, 'Sent', { '-4': 4, '-3': 3, '-2': 2, '-1': 1 });
    const { results } = await get(cloudWatch, [query('m1', 'Sent')], {
      StartTime: minute(-3),
      EndTime: minute(-1),
    });
    expect(results[0]?.Values).toEqual([3, 2]);
  });

  it('puts periods on multiples of the period', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, 'Sent', { '-7': 7, '-6': 6, '-5': 5, '-1': 1 });
    const { results } = await get(cloudWatch, [
      query('m1', 'Sent', 'Sum', 300),
      query('m2', 'Sent', 'SampleCount', 300),
    ]);
    expect(results[0]).toMatchObject({ minutes: [-10, -5], Values: [13, 6] });
    expect(results[1]?.Values).toEqual([2, 2]);
  });

  it('computes expressions in any order and returns only what is asked for', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, 'Failed', { '-3': 1, '-2': 2 });
    await put(cloudWatch, 'Tried', { '-3': 4, '-2': 8, '-1': 10 });
    const { results } = await get(
      cloudWatch,
      [
        { Id: 'rate', Expression: 'filled / tried * 100' },
        { Id: 'filled', Expression: 'FILL(failed, 0)', ReturnData: false },
        { ...query('failed', 'Failed'), ReturnData: false },
        { ...query('tried', 'Tried'), ReturnData: false },
        { Id: 'both', Expression: 'SUM(METRICS())' },
      ],
      { StartTime: minute(-4) },
    );
    expect(results).toEqual([
      { Id: 'rate', minutes: [-3, -2, -1], Values: [25, 25, 0], StatusCode: 'Complete' },
      { Id: 'both', minutes: [-3, -2, -1], Values: [5, 10, 10], StatusCode: 'Complete' },
    ]);
  });

  it('pages over queries and within them', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, 'A', { '-3': 3, '-2': 2, '-1': 1 });
    await put(cloudWatch, 'B', { '-2': 20, '-1': 10 });
    const queries = [query('a', 'A'), query('b', 'B')];
    for (const ScanBy of ['TimestampAscending', 'TimestampDescending'] as const) {
      const pages = [];
      let token: string | undefined;
      do {
        const { results, NextToken } = await get(cloudWatch, queries, {
          ScanBy,
          MaxDatapoints: 2,
          NextToken: token,
        });
        pages.push(results.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]));
        token = NextToken;
      } while (token);
      expect(pages).toEqual(
        ScanBy === 'TimestampAscending'
          ? [
              [['a', [3, 2], 'PartialData']],
              [
                ['a', [1], 'Complete'],
                ['b', [20], 'PartialData'],
              ],
              [['b', [10], 'Complete']],
            ]
          : [
              [['a', [1, 2], 'PartialData']],
              [
                ['a', [3], 'Complete'],
                ['b', [10], 'PartialData'],
              ],
              [['b', [20], 'Complete']],
            ],
      );
    }
  });

  it.runIf(fifteenDays.holds)(`keeps one-minute points for fifteen days${fifteenDays.unless}`, async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, 'Sent', { '-1': 1 });
    const ask = async () => (await get(cloudWatch, [query('m1', 'Sent')])).results[0]?.Values;
    await cloudWatch.clock.advance(15 * 86_400_000 - 120_000);
    expect(await ask()).toEqual([1]);
    await cloudWatch.clock.advance(120_000);
    expect(await ask()).toEqual([]);
  });

  it.runIf(ownChoice.holds)(`answers a window as long as time itself${ownChoice.unless}`, async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, 'Sent', { '-1': 1 });
    const { results } = await get(cloudWatch, [query('m1', 'Sent'), { Id: 'f', Expression: 'FILL(m1, 0)' }], {
      StartTime: new Date(0),
      EndTime: new Date(Date.UTC(9999, 0, 1)),
      MaxDatapoints: 100_800,
    });
    expect(results[0]?.Values).toEqual([1]);
    expect(results[1]?.Values).toHaveLength((15 * 24 + 2) * 60);
  });

  it.each([
    ['no queries', [], 'must not be empty'],
    ['501 queries', Array.from({ length: 501 }, (_, index) => query(`m${index}`, 'Sent')), '500'],
    ['an id in upper case', [query('M1', 'Sent')], '^[a-z][a-zA-Z0-9_]*$'],
    ['an id twice', [query('m1', 'Sent'), query('m1', 'Sent')], 'not unique'],
    ['a period of 90 seconds', [query('m1', 'Sent', 'Sum', 90)], 'multiple of 60'],
    ['an unknown statistic', [query('m1', 'Sent', 'Median')], 'Median'],
    ['a query that asks for nothing', [{ Id: 'm1' }], 'Exactly one of'],
    ['metric and expression', [{ ...query('m1', 'Sent'), Expression: 'm1' }], 'Exactly one of'],
    ['an unsupported function', [{ Id: 'e1', Expression: 'RATE(m1)' }], "Error in expression 'e1'"],
    ['an unknown id', [{ Id: 'e1', Expression: 'm1 + 1' }], "no query has the id 'm1'"],
    [
      'a circle',
      [
        { Id: 'e1', Expression: 'e2 + 1' },
        { Id: 'e2', Expression: 'e1 + 1' },
      ],
      'it refers to itself',
    ],
  ])('refuses %s', async (_name, queries, message) => {
    const cloudWatch = await startCloudWatch();
    await expect(get(cloudWatch, queries)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });

  it('refuses a window that ends before it starts, and a token that is none', async () => {
    const cloudWatch = await startCloudWatch();
    await expect(
      get(cloudWatch, [query('m1', 'Sent')], { StartTime: minute(0), EndTime: minute(0) }),
    ).rejects.toMatchObject({ message: 'The parameter StartTime must be less than the parameter EndTime.' });
    await expect(get(cloudWatch, [query('m1', 'Sent')], { NextToken: 'nonsense' })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
    await expect(get(cloudWatch, [query('m1', 'Sent')], { MaxDatapoints: 100_801 })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });
});

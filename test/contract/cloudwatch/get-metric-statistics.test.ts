import {
  type Datapoint,
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
  PutMetricDataCommand,
  type StandardUnit,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { ownEngineOnly } from '../support/only.ts';
import { minute, startCloudWatch } from './start.ts';

type CloudWatch = Pick<Awaited<ReturnType<typeof startCloudWatch>>, 'client' | 'namespace'>;

// Elsewhere a point shows minutes after it was put.
const immediate = ownEngineOnly('points are readable at once');

async function put(
  { client, namespace }: CloudWatch,
  values: Record<number, number[]>,
  Unit: StandardUnit = 'Count',
) {
  const MetricData = Object.entries(values).map(([at, Values]) => ({
    MetricName: 'latency',
    Timestamp: minute(Number(at)),
    Values,
    Unit,
  }));
  await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
}

const command = (namespace: string, more: Partial<GetMetricStatisticsCommandInput> = {}) =>
  new GetMetricStatisticsCommand({
    Namespace: namespace,
    MetricName: 'latency',
    StartTime: minute(-10),
    EndTime: minute(0),
    Period: 60,
    Statistics: ['Sum'],
    ...more,
  });

async function get({ client, namespace }: CloudWatch, more?: Partial<GetMetricStatisticsCommandInput>) {
  const { Datapoints = [], Label } = await client.send(command(namespace, more));
  const byTime = (left: Datapoint, right: Datapoint) =>
    Number(left.Timestamp) - Number(right.Timestamp) || (left.Unit ?? '').localeCompare(right.Unit ?? '');
  return { Label, Datapoints: Datapoints.toSorted(byTime) };
}

describe.runIf(immediate.holds)(`GetMetricStatistics: behaviour${immediate.unless}`, () => {
  it('gives each period that has data, with every statistic asked for', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, { [-3]: [1, 2, 3], [-1]: [10] });
    const { Label, Datapoints } = await get(cloudWatch, {
      Statistics: ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'],
    });
    expect(Label).toBe('latency');
    expect(Datapoints).toEqual([
      { Timestamp: minute(-3), Unit: 'Count', SampleCount: 3, Sum: 6, Average: 2, Minimum: 1, Maximum: 3 },
      {
        Timestamp: minute(-1),
        Unit: 'Count',
        SampleCount: 1,
        Sum: 10,
        Average: 10,
        Minimum: 10,
        Maximum: 10,
      },
    ]);
  });

  it('gives percentiles under their names', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, { [-1]: Array.from({ length: 100 }, (_, index) => index + 1) });
    const { Datapoints } = await get(cloudWatch, {
      Statistics: undefined,
      ExtendedStatistics: ['p50', 'p99.5'],
    });
    expect(Datapoints).toEqual([
      { Timestamp: minute(-1), Unit: 'Count', ExtendedStatistics: { p50: 50, 'p99.5': 100 } },
    ]);
  });

  it('keeps units apart, or gives the one asked for', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, { [-1]: [1] }, 'Count');
    await put(cloudWatch, { [-1]: [2] }, 'Seconds');
    const sums = async (more?: Partial<GetMetricStatisticsCommandInput>) =>
      (await get(cloudWatch, more)).Datapoints.map(({ Unit, Sum }) => [Unit, Sum]);
    expect(await sums()).toEqual([
      ['Count', 1],
      ['Seconds', 2],
    ]);
    expect(await sums({ Unit: 'Seconds' })).toEqual([['Seconds', 2]]);
    expect(await sums({ Unit: 'Bytes' })).toEqual([]);
  });

  it('takes whole periods together', async () => {
    const cloudWatch = await startCloudWatch();
    await put(cloudWatch, { [-10]: [1], [-6]: [2], [-5]: [4] });
    const { Datapoints } = await get(cloudWatch, { Period: 300 });
    expect(Datapoints.map(({ Timestamp, Sum }) => [Timestamp, Sum])).toEqual([
      [minute(-10), 3],
      [minute(-5), 4],
    ]);
  });

  it('has no points for a metric that does not exist', async () => {
    const cloudWatch = await startCloudWatch();
    expect(await get(cloudWatch)).toEqual({ Label: 'latency', Datapoints: [] });
  });
});

describe('GetMetricStatistics: validation', () => {
  it('takes 1,440 points, not more', async () => {
    const { client, namespace } = await startCloudWatch();
    await client.send(command(namespace, { StartTime: minute(-1440) }));
    await expect(client.send(command(namespace, { StartTime: minute(-1441) }))).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
      message: expect.stringContaining('exceeds the limit of 1,440') as string,
    });
  });

  it.each([
    ['a range that ends before it starts', { StartTime: minute(0), EndTime: minute(-1) }],
    ['a period of 45 seconds', { Period: 45 }],
    ['no statistic', { Statistics: [] }],
    ['a statistic that does not exist', { Statistics: undefined, ExtendedStatistics: ['median'] }],
  ])('refuses %s', async (_, more) => {
    const { client, namespace } = await startCloudWatch();
    const answer = client.send(command(namespace, more));
    await expect(answer).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });
});

import { GetMetricDataCommand, PutMetricDataCommand, type MetricDatum } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { minute, startCloudWatch } from './start.ts';

type CloudWatch = Awaited<ReturnType<typeof startCloudWatch>>;

async function read(
  { client, namespace }: Pick<CloudWatch, 'client' | 'namespace'>,
  stat: string,
  unit?: 'Seconds',
) {
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: minute(-5),
      EndTime: minute(10),
      MetricDataQueries: [
        {
          Id: 'm',
          MetricStat: {
            Metric: { Namespace: namespace, MetricName: 'Latency' },
            Period: 60,
            Stat: stat,
            ...(unit && { Unit: unit }),
          },
        },
      ],
    }),
  );
  return MetricDataResults?.[0]?.Values;
}

describe('PutMetricData', () => {
  it('takes single values, values with counts and statistic sets', async () => {
    const { client, namespace } = await startCloudWatch();
    await client.send(
      new PutMetricDataCommand({
        Namespace: namespace,
        MetricData: [
          { MetricName: 'Latency', Value: 10 },
          { MetricName: 'Latency', Values: [1, 2], Counts: [3, 4] },
        ],
      }),
    );
    expect(await read({ client, namespace }, 'Sum')).toEqual([21]);
    expect(await read({ client, namespace }, 'SampleCount')).toEqual([8]);
    expect(await read({ client, namespace }, 'p50')).toEqual([2]);

    await client.send(
      new PutMetricDataCommand({
        Namespace: namespace,
        MetricData: [
          { MetricName: 'Latency', StatisticValues: { SampleCount: 2, Sum: 100, Minimum: 30, Maximum: 70 } },
        ],
      }),
    );
    expect(await read({ client, namespace }, 'Average')).toEqual([12.1]);
    expect(await read({ client, namespace }, 'Maximum')).toEqual([70]);
    expect(await read({ client, namespace }, 'p50')).toEqual([]);
  });

  it('keeps units apart', async () => {
    const { client, namespace } = await startCloudWatch();
    await client.send(
      new PutMetricDataCommand({
        Namespace: namespace,
        MetricData: [
          { MetricName: 'Latency', Value: 1, Unit: 'Seconds' },
          { MetricName: 'Latency', Value: 500, Unit: 'Milliseconds' },
        ],
      }),
    );
    expect(await read({ client, namespace }, 'Sum', 'Seconds')).toEqual([1]);
    expect(await read({ client, namespace }, 'Sum')).toEqual([501]);
  });

  const refused: [string, MetricDatum, string, string][] = [
    ['no value', { MetricName: 'Latency' }, 'MissingRequiredParameterException', 'is required'],
    [
      'value and values',
      { MetricName: 'Latency', Value: 1, Values: [1] },
      'InvalidParameterCombinationException',
      'mutually exclusive',
    ],
    [
      'unequal lists',
      { MetricName: 'Latency', Values: [1, 2], Counts: [1] },
      'InvalidParameterValueException',
      'must be of the same size',
    ],
    [
      '151 values',
      { MetricName: 'Latency', Values: Array.from({ length: 151 }, () => 1) },
      'InvalidParameterValueException',
      'Values',
    ],
    [
      '31 dimensions',
      {
        MetricName: 'Latency',
        Value: 1,
        Dimensions: Array.from({ length: 31 }, (_, index) => ({ Name: `d${index}`, Value: 'x' })),
      },
      'InvalidParameterValueException',
      'Dimensions',
    ],
    [
      'a timestamp of three weeks ago',
      { MetricName: 'Latency', Value: 1, Timestamp: minute(-21 * 24 * 60) },
      'InvalidParameterValueException',
      'within the past two weeks',
    ],
    [
      'a timestamp in three hours',
      { MetricName: 'Latency', Value: 1, Timestamp: minute(180) },
      'InvalidParameterValueException',
      'two hours in the future',
    ],
    [
      'a minimum above the maximum',
      { MetricName: 'Latency', StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 2, Maximum: 1 } },
      'InvalidParameterValueException',
      'greater than or equal to Minimum',
    ],
  ];

  it.each(refused)('refuses %s, and stores nothing of the call', async (_name, datum, name, message) => {
    const { client, namespace } = await startCloudWatch();
    const call = client.send(
      new PutMetricDataCommand({
        Namespace: namespace,
        MetricData: [{ MetricName: 'Latency', Value: 1 }, datum],
      }),
    );
    await expect(call).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect(await read({ client, namespace }, 'SampleCount')).toEqual([]);
  });

  it('refuses more than 1,000 metrics, and AWS namespaces', async () => {
    const { client, namespace } = await startCloudWatch();
    const put = (Namespace: string, count: number) =>
      client.send(
        new PutMetricDataCommand({
          Namespace,
          MetricData: Array.from({ length: count }, () => ({ MetricName: 'Latency', Value: 1 })),
        }),
      );
    await put(namespace, 1000);
    expect(await read({ client, namespace }, 'SampleCount')).toEqual([1000]);
    await expect(put(namespace, 1001)).rejects.toMatchObject({ message: expect.stringContaining('1000') });
    await expect(put('AWS/SQS', 1)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The value AWS/SQS for parameter Namespace is invalid.',
    });
  });
});

import {
  ListMetricsCommand,
  type ListMetricsCommandInput,
  PutMetricDataCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { startCloudWatch } from './start.ts';

async function put(
  client: CloudWatchClient,
  namespace: string,
  name: string,
  dimensions: Record<string, string>,
) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  await client.send(
    new PutMetricDataCommand({
      Namespace: namespace,
      MetricData: [{ MetricName: name, Dimensions, Value: 1 }],
    }),
  );
}

describe('ListMetrics', () => {
  it('filters by namespace, name and dimensions', async () => {
    const { client } = await startCloudWatch();
    await put(client, 'A', 'Sent', { queue: 'main', attempt: '1' });
    await put(client, 'A', 'Sent', { queue: 'main' });
    await put(client, 'A', 'Lost', { queue: 'other' });
    await put(client, 'B', 'Sent', {});
    const list = async (filter: ListMetricsCommandInput) =>
      (await client.send(new ListMetricsCommand(filter))).Metrics?.map(
        ({ Namespace, MetricName, Dimensions }) =>
          [Namespace, MetricName, ...(Dimensions ?? []).map(({ Name, Value }) => `${Name}=${Value}`)].join(
            ' ',
          ),
      );
    expect(await list({})).toEqual([
      'A Sent queue=main attempt=1',
      'A Sent queue=main',
      'A Lost queue=other',
      'B Sent',
    ]);
    expect(await list({ Namespace: 'B' })).toEqual(['B Sent']);
    expect(await list({ MetricName: 'Lost' })).toEqual(['A Lost queue=other']);
    expect(await list({ Dimensions: [{ Name: 'attempt' }] })).toEqual(['A Sent queue=main attempt=1']);
    expect(await list({ Dimensions: [{ Name: 'queue', Value: 'main' }] })).toEqual([
      'A Sent queue=main attempt=1',
      'A Sent queue=main',
    ]);
    expect(await list({ Dimensions: [{ Name: 'queue', Value: 'absent' }] })).toEqual([]);
  });

  it('pages by 500', async () => {
    const { client } = await startCloudWatch();
    await client.send(
      new PutMetricDataCommand({
        Namespace: 'A',
        MetricData: Array.from({ length: 501 }, (_, index) => ({ MetricName: `m${index}`, Value: 1 })),
      }),
    );
    const first = await client.send(new ListMetricsCommand({}));
    expect(first.Metrics).toHaveLength(500);
    const second = await client.send(new ListMetricsCommand({ NextToken: first.NextToken }));
    expect(second.Metrics?.map(({ MetricName }) => MetricName)).toEqual(['m500']);
    expect(second.NextToken).toBeUndefined();
    await expect(client.send(new ListMetricsCommand({ NextToken: 'nonsense' }))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });

  it('forgets a metric after two weeks without data', async () => {
    const { client, clock } = await startCloudWatch();
    await put(client, 'A', 'Sent', {});
    const names = async (RecentlyActive?: 'PT3H') =>
      (await client.send(new ListMetricsCommand({ RecentlyActive }))).Metrics?.length;
    await clock.advance(3 * 3_600_000 + 1);
    expect(await names('PT3H')).toBe(0);
    expect(await names()).toBe(1);
    await clock.advance(14 * 86_400_000);
    expect(await names()).toBe(0);
  });
});

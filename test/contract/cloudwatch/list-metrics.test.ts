import {
  ListMetricsCommand,
  type ListMetricsCommandInput,
  type Metric,
  PutMetricDataCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { lasting } from '../support/only.ts';
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

/** Every page of what matches. */
async function listAll(client: CloudWatchClient, filter: ListMetricsCommandInput): Promise<Metric[]> {
  const metrics: Metric[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListMetricsCommand({ ...filter, NextToken }));
    metrics.push(...(page.Metrics ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return metrics;
}

const twoWeeks = lasting(14 * 86_400_000);

describe('ListMetrics', () => {
  it('filters by namespace, name and dimensions', async () => {
    const { client, namespace } = await startCloudWatch();
    const [A, B] = [`${namespace}/A`, `${namespace}/B`];
    await put(client, A, 'Sent', { queue: 'main', attempt: '1' });
    await put(client, A, 'Sent', { queue: 'main' });
    await put(client, A, 'Lost', { queue: 'other' });
    await put(client, B, 'Sent', {});
    const list = async (filter: ListMetricsCommandInput) =>
      (await listAll(client, filter))
        .filter(({ Namespace }) => Namespace?.startsWith(namespace))
        .map(({ Namespace = '', MetricName, Dimensions = [] }) =>
          [
            Namespace.slice(namespace.length + 1),
            MetricName,
            ...Dimensions.map(({ Name, Value }) => `${Name}=${Value}`),
          ].join(' '),
        );
    expect(await list({})).toEqual([
      'A Sent queue=main attempt=1',
      'A Sent queue=main',
      'A Lost queue=other',
      'B Sent',
    ]);
    expect(await list({ Namespace: B })).toEqual(['B Sent']);
    expect(await list({ MetricName: 'Lost' })).toEqual(['A Lost queue=other']);
    expect(await list({ Dimensions: [{ Name: 'attempt' }] })).toEqual(['A Sent queue=main attempt=1']);
    expect(await list({ Dimensions: [{ Name: 'queue', Value: 'main' }] })).toEqual([
      'A Sent queue=main attempt=1',
      'A Sent queue=main',
    ]);
    expect(await list({ Dimensions: [{ Name: 'queue', Value: 'absent' }] })).toEqual([]);
  });

  it('pages by 500', async () => {
    const { client, namespace } = await startCloudWatch();
    await client.send(
      new PutMetricDataCommand({
        Namespace: namespace,
        MetricData: Array.from({ length: 501 }, (_, index) => ({ MetricName: `m${index}`, Value: 1 })),
      }),
    );
    const first = await client.send(new ListMetricsCommand({ Namespace: namespace }));
    expect(first.Metrics).toHaveLength(500);
    const second = await client.send(
      new ListMetricsCommand({ Namespace: namespace, NextToken: first.NextToken }),
    );
    expect(second.Metrics?.map(({ MetricName }) => MetricName)).toEqual(['m500']);
    expect(second.NextToken).toBeUndefined();
    await expect(client.send(new ListMetricsCommand({ NextToken: 'nonsense' }))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });

  it.runIf(twoWeeks.holds)(`forgets a metric after two weeks without data${twoWeeks.unless}`, async () => {
    const { client, clock, namespace } = await startCloudWatch();
    await put(client, namespace, 'Sent', {});
    const names = async (RecentlyActive?: 'PT3H') =>
      (await client.send(new ListMetricsCommand({ RecentlyActive }))).Metrics?.length;
    await clock.advance(3 * 3_600_000 + 1);
    expect(await names('PT3H')).toBe(0);
    expect(await names()).toBe(1);
    await clock.advance(14 * 86_400_000);
    expect(await names()).toBe(0);
  });
});

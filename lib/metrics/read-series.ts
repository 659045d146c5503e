import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import type { Context } from '#lib/context';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import type { Points } from './types.ts';
import type { MetricsWindow } from './window.ts';

/** Bound of GetMetricData. */
const MAX_QUERIES_PER_CALL = 500;
const CONCURRENT_CALLS = 2;

/** One CloudWatch metric with the statistic to read of it. */
export interface SeriesQuery {
  namespace: string;
  metric: string;
  dimensions: Readonly<Record<string, string>>;
  statistic: 'Sum' | 'Maximum';
}

/**
 * Points of each query over `window`, in the order of `queries`; null where CloudWatch has none.
 * @throws DomainError `access-denied` (cloudwatch:GetMetricData), `throttled`, `unreachable`
 */
export async function readSeries({
  ctx,
  input,
}: {
  ctx: Context;
  input: { window: MetricsWindow; queries: readonly SeriesQuery[] };
}): Promise<Points[]> {
  const { window } = input;
  const queries = input.queries.map((query, index) => toMetricDataQuery(query, index, window));
  const results = await mapConcurrently(
    inGroupsOf(MAX_QUERIES_PER_CALL, queries),
    CONCURRENT_CALLS,
    (group) => readResults(ctx, group, window),
  );

  const series: Points[] = queries.map(() => window.timestampsMs.map(() => null));
  for (const { Id = '', Timestamps = [], Values = [] } of results.flat()) {
    const points = series[indexOfId(Id)];
    if (!points) continue;
    for (const [index, timestamp] of Timestamps.entries()) {
      const slot = Math.floor((timestamp.getTime() - window.startMs) / (window.periodSeconds * 1000));
      if (slot >= 0 && slot < points.length) points[slot] = Values[index] ?? null;
    }
  }
  return series;
}

function readResults(ctx: Context, group: MetricDataQuery[], window: MetricsWindow) {
  return readAllPages(async (NextToken) => {
    const page = await callAws({ action: 'cloudwatch:GetMetricData' }, () =>
      ctx.aws.cloudwatch.send(
        new GetMetricDataCommand({
          MetricDataQueries: group,
          StartTime: new Date(window.startMs),
          EndTime: new Date(window.endMs),
          ScanBy: 'TimestampAscending',
          NextToken,
        }),
      ),
    );
    return { items: page.MetricDataResults ?? [], next: page.NextToken };
  });
}

function toMetricDataQuery(query: SeriesQuery, index: number, window: MetricsWindow): MetricDataQuery {
  return {
    Id: `q${index}`,
    MetricStat: {
      Metric: {
        Namespace: query.namespace,
        MetricName: query.metric,
        Dimensions: Object.entries(query.dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: window.periodSeconds,
      Stat: query.statistic,
    },
  };
}

function indexOfId(id: string): number {
  return Number(id.slice(1));
}

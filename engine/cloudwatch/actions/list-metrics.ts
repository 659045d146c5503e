import type { JsonAction } from '../../core/action.ts';
import type { Clock } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { CLOUDWATCH_LIMITS } from '../limits.ts';
import type { Metric, MetricStore } from '../series/metric-store.ts';
import { DIMENSION_NAME, DIMENSION_VALUE, formatDimensions, METRIC_NAME, NAMESPACE } from './inputs.ts';

interface ListMetricsInput {
  Namespace?: string;
  MetricName?: string;
  Dimensions?: { Name: string; Value?: string }[];
  RecentlyActive?: string;
  NextToken?: string;
}

const SHAPE: Shape = {
  type: 'structure',
  members: {
    Namespace: NAMESPACE,
    MetricName: METRIC_NAME,
    Dimensions: {
      type: 'list',
      maxItems: CLOUDWATCH_LIMITS.dimensionFilters,
      of: {
        type: 'structure',
        required: ['Name'],
        members: { Name: DIMENSION_NAME, Value: DIMENSION_VALUE },
      },
    },
    RecentlyActive: { type: 'string', oneOf: ['PT3H'] },
    NextToken: { type: 'string' },
    IncludeLinkedAccounts: { type: 'boolean' },
    OwningAccount: { type: 'string' },
  },
};

/**
 * Metrics with data in the last two weeks, 500 a page, in order of first appearance. A metric matches dimension
 * filters when it has all of them; it may have more.
 */
export function listMetrics({ clock, store }: { clock: Clock; store: MetricStore }): JsonAction {
  const action: JsonAction<ListMetricsInput> = {
    name: 'ListMetrics',
    shape: SHAPE,
    run(input) {
      const recentMs = input.RecentlyActive ? CLOUDWATCH_LIMITS.recentlyActiveMs : CLOUDWATCH_LIMITS.listedMs;
      const sinceMs = clock.nowMs() - recentMs;
      const after = parseToken(input.NextToken);
      const page: Metric[] = [];
      for (const metric of store.list()) {
        if (metric.sequence <= after || metric.lastDatumAtMs < sinceMs || !matches(metric, input)) continue;
        page.push(metric);
        if (page.length > CLOUDWATCH_LIMITS.metricsPerListPage) break;
      }
      const more = page.length > CLOUDWATCH_LIMITS.metricsPerListPage;
      if (more) page.pop();
      return {
        Metrics: page.map(({ namespace, name, dimensions }) => ({
          Namespace: namespace,
          MetricName: name,
          Dimensions: formatDimensions(dimensions),
        })),
        ...(more && { NextToken: String(page.at(-1)?.sequence) }),
      };
    },
  };
  return action;
}

function matches(metric: Metric, { Namespace, MetricName, Dimensions = [] }: ListMetricsInput): boolean {
  if (Namespace !== undefined && metric.namespace !== Namespace) return false;
  if (MetricName !== undefined && metric.name !== MetricName) return false;
  return Dimensions.every(({ Name, Value }) => {
    const actual = metric.dimensions[Name];
    return actual !== undefined && (Value === undefined || actual === Value);
  });
}

/** A token is the sequence of the last metric of the page before. */
function parseToken(token: string | undefined): number {
  if (token === undefined) return 0;
  if (!/^\d{1,15}$/.test(token))
    throw new Fault('InvalidParameterValue', 'The value for parameter NextToken is invalid.');
  return Number(token);
}

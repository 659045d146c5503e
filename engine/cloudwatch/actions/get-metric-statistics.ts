import type { JsonAction } from '../../core/action.ts';
import type { Clock } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { CLOUDWATCH_LIMITS, UNITS } from '../limits.ts';
import type { Metric, MetricStore } from '../series/metric-store.ts';
import { alignRange, readPoints, type TimeRange } from '../series/read-points.ts';
import { parseStatistic, type Statistic } from '../series/statistic.ts';
import {
  checkPeriod,
  type DimensionInput,
  DIMENSIONS,
  METRIC_NAME,
  NAMESPACE,
  parseDimensions,
  parseTimestampMs,
} from './inputs.ts';

interface Input {
  Namespace: string;
  MetricName: string;
  Dimensions?: DimensionInput[];
  /** Inclusive. */
  StartTime: number | string;
  /** Exclusive. */
  EndTime: number | string;
  Period: number;
  Statistics?: string[];
  ExtendedStatistics?: string[];
  Unit?: string;
}

interface Datapoint {
  /** Epoch seconds. */
  Timestamp: number;
  Unit: string;
  ExtendedStatistics?: Record<string, number>;
  [statistic: string]: unknown;
}

const SHAPE: Shape = {
  type: 'structure',
  required: ['Namespace', 'MetricName', 'StartTime', 'EndTime', 'Period'],
  members: {
    Namespace: NAMESPACE,
    MetricName: METRIC_NAME,
    Dimensions: DIMENSIONS,
    StartTime: { type: 'timestamp' },
    EndTime: { type: 'timestamp' },
    Period: { type: 'integer', min: 1 },
    Statistics: {
      type: 'list',
      maxItems: 5,
      of: { type: 'string', oneOf: ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] },
    },
    ExtendedStatistics: { type: 'list', maxItems: 10, of: { type: 'string' } },
    Unit: { type: 'string', oneOf: UNITS },
  },
};

/** Points of one metric with several statistics each, at most 1,440, in no order that a caller may rely on. */
export function getMetricStatistics({ clock, store }: { clock: Clock; store: MetricStore }): JsonAction {
  const action: JsonAction<Input> = {
    name: 'GetMetricStatistics',
    shape: SHAPE,
    run(input) {
      const {
        Namespace,
        MetricName,
        Period: periodSeconds,
        Statistics = [],
        ExtendedStatistics = [],
      } = input;
      const startMs = parseTimestampMs(input.StartTime, 'StartTime');
      const endMs = parseTimestampMs(input.EndTime, 'EndTime');
      if (startMs >= endMs) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
      checkPeriod(periodSeconds, 'Period');
      checkPointCount((endMs - startMs) / (periodSeconds * 1000));
      if (Statistics.length + ExtendedStatistics.length === 0) {
        throw new Fault(
          'MissingParameter',
          'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
        );
      }
      const extended = ExtendedStatistics.map((name): [string, Statistic] => [name, percentile(name)]);
      const metric = store.find({
        namespace: Namespace,
        name: MetricName,
        dimensions: parseDimensions(input.Dimensions),
      });
      const range = alignRange({ startMs, endMs, periodSeconds, nowMs: clock.nowMs() });
      const units = [...(metric?.series.keys() ?? [])].filter((unit) => (input.Unit ?? unit) === unit);
      const Datapoints = units.flatMap((unit) =>
        metric ? readDatapoints({ metric, range, unit, Statistics, extended }) : [],
      );
      return { Label: MetricName, Datapoints };
    },
  };
  return action;
}

function readDatapoints(input: {
  metric: Metric;
  range: TimeRange;
  unit: string;
  Statistics: readonly string[];
  extended: readonly [name: string, statistic: Statistic][];
}): Datapoint[] {
  const { metric, range, unit, Statistics, extended } = input;
  const byTime = new Map<number, Datapoint>();
  const pointAt = (timestampMs: number) => {
    const point = byTime.get(timestampMs) ?? { Timestamp: timestampMs / 1000, Unit: unit };
    byTime.set(timestampMs, point);
    return point;
  };
  for (const name of new Set(Statistics)) {
    const statistic = parseStatistic(name);
    if (!statistic) continue;
    for (const [timestampMs, value] of readPoints({ metric, range, statistic, unit })) {
      pointAt(timestampMs)[name] = value;
    }
  }
  for (const [name, statistic] of extended) {
    for (const [timestampMs, value] of readPoints({ metric, range, statistic, unit })) {
      (pointAt(timestampMs).ExtendedStatistics ??= {})[name] = value;
    }
  }
  return [...byTime.values()];
}

function checkPointCount(asked: number): void {
  const count = Math.ceil(asked);
  const limit = CLOUDWATCH_LIMITS.datapointsPerStatistics;
  if (count <= limit) return;
  const format = (value: number) => value.toLocaleString('en-US');
  throw new Fault(
    'InvalidParameterCombination',
    `You have requested up to ${format(count)} datapoints, which exceeds the limit of ${format(limit)}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
  );
}

function percentile(name: string): Statistic {
  const statistic = /^p\d/.test(name) ? parseStatistic(name) : undefined;
  if (statistic) return statistic;
  throw invalid(
    `The value ${name} for parameter ExtendedStatistics is not supported: percentiles such as p99 are.`,
  );
}

function invalid(message: string): Fault {
  return new Fault('InvalidParameterValue', message);
}

import type { JsonAction } from '../../core/action.ts';
import type { Clock } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { CLOUDWATCH_LIMITS, UNITS } from '../limits.ts';
import { addSamples, addStatisticSet, type Bucket } from '../series/bucket.ts';
import type { MetricStore } from '../series/metric-store.ts';
import {
  DIMENSIONS,
  METRIC_NAME,
  NAMESPACE,
  parseDimensions,
  parseTimestampMs,
  type DimensionInput,
} from './inputs.ts';

interface DatumInput {
  MetricName: string;
  Dimensions?: DimensionInput[];
  /** Epoch seconds or ISO 8601; absent means now. */
  Timestamp?: number | string;
  Value?: number;
  Values?: number[];
  Counts?: number[];
  StatisticValues?: { SampleCount: number; Sum: number; Minimum: number; Maximum: number };
  Unit?: string;
  StorageResolution?: number;
}

interface PutMetricDataInput {
  Namespace: string;
  MetricData?: DatumInput[];
  EntityMetricData?: { MetricData?: DatumInput[] }[];
}

const VALUES: Shape = { type: 'list', of: { type: 'number' }, maxItems: CLOUDWATCH_LIMITS.valuesPerDatum };

const METRIC_DATA: Shape = {
  type: 'list',
  of: {
    type: 'structure',
    required: ['MetricName'],
    members: {
      MetricName: METRIC_NAME,
      Dimensions: DIMENSIONS,
      Timestamp: { type: 'timestamp' },
      Value: { type: 'number' },
      Values: VALUES,
      Counts: VALUES,
      StatisticValues: {
        type: 'structure',
        required: ['SampleCount', 'Sum', 'Minimum', 'Maximum'],
        members: {
          SampleCount: { type: 'number' },
          Sum: { type: 'number' },
          Minimum: { type: 'number' },
          Maximum: { type: 'number' },
        },
      },
      Unit: { type: 'string', oneOf: UNITS },
      /** 1 keeps seconds too; anything else is a minute. */
      StorageResolution: { type: 'integer', min: 1 },
    },
  },
};

const SHAPE: Shape = {
  type: 'structure',
  required: ['Namespace'],
  members: {
    Namespace: NAMESPACE,
    MetricData: METRIC_DATA,
    EntityMetricData: {
      type: 'list',
      of: { type: 'structure', members: { Entity: { type: 'any' }, MetricData: METRIC_DATA } },
    },
    StrictEntityValidation: { type: 'boolean' },
  },
};

/** Stores samples. All of a call is checked before any of it is stored. */
export function putMetricData({ clock, store }: { clock: Clock; store: MetricStore }): JsonAction {
  const action: JsonAction<PutMetricDataInput> = {
    name: 'PutMetricData',
    shape: SHAPE,
    run({ Namespace, MetricData = [], EntityMetricData = [] }) {
      if (Namespace.startsWith('AWS/')) {
        throw invalid(`The value ${Namespace} for parameter Namespace is invalid.`);
      }
      const data = [...MetricData, ...EntityMetricData.flatMap((entity) => entity.MetricData ?? [])];
      if (data.length === 0) throw new Fault('MissingParameter', 'The parameter MetricData is required.');
      if (data.length > CLOUDWATCH_LIMITS.metricsPerPut) {
        throw new Fault(
          'ValidationError',
          `The collection MetricData must not have a size greater than ${CLOUDWATCH_LIMITS.metricsPerPut}.`,
        );
      }
      const nowMs = clock.nowMs();
      const parsed = data.map((datum, index) => parseDatum(datum, `MetricData.member.${index + 1}`, nowMs));
      for (const { name, dimensions, unit, timestampMs, highResolution, addTo } of parsed) {
        const key = { namespace: Namespace, name, dimensions };
        store.bucketsFor(key, unit, timestampMs, highResolution).forEach(addTo);
      }
      return {};
    },
  };
  return action;
}

function parseDatum(datum: DatumInput, path: string, nowMs: number) {
  const timestampMs =
    datum.Timestamp === undefined ? nowMs : parseTimestampMs(datum.Timestamp, `${path}.Timestamp`);
  if (timestampMs < nowMs - CLOUDWATCH_LIMITS.datumPastMs)
    throw invalid(`The parameter ${path}.Timestamp must specify a time within the past two weeks.`);
  if (timestampMs > nowMs + CLOUDWATCH_LIMITS.datumFutureMs)
    throw invalid(
      `The parameter ${path}.Timestamp must specify a time no more than two hours in the future.`,
    );
  return {
    name: datum.MetricName,
    dimensions: parseDimensions(datum.Dimensions),
    unit: datum.Unit ?? 'None',
    timestampMs,
    highResolution: datum.StorageResolution === 1,
    addTo: parseSamples(datum, path),
  };
}

/** Exactly one of Value, Values (with Counts) and StatisticValues. */
function parseSamples(datum: DatumInput, path: string): (bucket: Bucket) => void {
  const { Value, Values, Counts, StatisticValues } = datum;
  const given = [Value, Values, StatisticValues].filter((member) => member !== undefined);
  if (given.length === 0)
    throw new Fault(
      'MissingParameter',
      `One of the parameters ${path}.Value, ${path}.Values and ${path}.StatisticValues is required.`,
    );
  if (given.length > 1 || (Counts && !Values))
    throw new Fault(
      'InvalidParameterCombination',
      `The parameters ${path}.Value, ${path}.Values with Counts, and ${path}.StatisticValues are mutually exclusive and you have specified more than one.`,
    );

  if (StatisticValues) {
    const { SampleCount: count, Sum: sum, Minimum: min, Maximum: max } = StatisticValues;
    for (const value of [count, sum, min, max]) checkValue(value, `${path}.StatisticValues`);
    if (count <= 0)
      throw invalid(`The parameter ${path}.StatisticValues.SampleCount must be greater than 0.`);
    if (min > max)
      throw invalid(
        `The parameter ${path}.StatisticValues.Maximum must be greater than or equal to Minimum.`,
      );
    return (bucket) => addStatisticSet(bucket, { count, sum, min, max });
  }
  const values = Values ?? [Value ?? 0];
  const counts = Counts ?? values.map(() => 1);
  if (values.length === 0) throw invalid(`The parameter ${path}.Values must not be empty.`);
  if (values.length !== counts.length)
    throw invalid(`The parameters ${path}.Values and ${path}.Counts must be of the same size.`);
  for (const value of values) checkValue(value, `${path}.Value`);
  for (const count of counts)
    if (!(count > 0)) throw invalid(`The parameter ${path}.Counts must contain only values greater than 0.`);
  return (bucket) => {
    for (const [index, value] of values.entries()) addSamples(bucket, value, counts[index] ?? 1);
  };
}

function checkValue(value: number, path: string): void {
  if (!Number.isFinite(value) || Math.abs(value) > CLOUDWATCH_LIMITS.absoluteValue)
    throw invalid(`The value ${value} for parameter ${path} is invalid.`);
}

function invalid(message: string): Fault {
  return new Fault('InvalidParameterValue', message);
}

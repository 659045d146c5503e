import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { DIMENSIONS, METRIC_NAME, NAMESPACE, parseDimensions } from '../actions/inputs.ts';
import { ALARM_PERIODS_BELOW_A_MINUTE, CLOUDWATCH_LIMITS, UNITS } from '../limits.ts';
import { parseStatistic } from '../series/statistic.ts';
import { type AlarmDefinition, COMPARISONS, MISSING_DATA } from './alarm.ts';
import type { AlarmStore } from './alarm-store.ts';

export const ALARM_NAME: Shape = {
  type: 'string',
  minLength: 1,
  maxLength: CLOUDWATCH_LIMITS.nameLength,
  pattern: /^\P{Cc}*$/u,
};

const ACTIONS: Shape = {
  type: 'list',
  maxItems: CLOUDWATCH_LIMITS.actionsPerState,
  of: { type: 'string', minLength: 1, maxLength: 1024 },
};

/** What makes an alarm on something else than one metric and a threshold. */
const REFUSED = [
  'Metrics',
  'ThresholdMetricId',
  'EvaluationCriteria',
  'EvaluationWindow',
  'WarmUpConfiguration',
];

/** Stored with the alarm; `Tags` and what does not exist are not. */
const MEMBERS: Readonly<Record<keyof AlarmDefinition, Shape>> = {
  AlarmName: ALARM_NAME,
  AlarmDescription: { type: 'string', maxLength: 1024 },
  ActionsEnabled: { type: 'boolean' },
  OKActions: ACTIONS,
  AlarmActions: ACTIONS,
  InsufficientDataActions: ACTIONS,
  Namespace: NAMESPACE,
  MetricName: METRIC_NAME,
  Dimensions: DIMENSIONS,
  Statistic: { type: 'string', oneOf: ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] },
  ExtendedStatistic: { type: 'string' },
  Unit: { type: 'string', oneOf: UNITS },
  Period: { type: 'integer', min: 1 },
  EvaluationPeriods: { type: 'integer', min: 1 },
  DatapointsToAlarm: { type: 'integer', min: 1 },
  Threshold: { type: 'number' },
  ComparisonOperator: { type: 'string', oneOf: Object.keys(COMPARISONS) },
  TreatMissingData: { type: 'string', oneOf: MISSING_DATA },
  EvaluateLowSampleCountPercentile: { type: 'string', oneOf: ['evaluate', 'ignore'] },
};

const SHAPE: Shape = {
  type: 'structure',
  required: [
    'AlarmName',
    'MetricName',
    'Namespace',
    'Period',
    'EvaluationPeriods',
    'Threshold',
    'ComparisonOperator',
  ],
  members: { ...MEMBERS, Tags: { type: 'list', maxItems: 50, of: { type: 'any' } } },
};

/** Creates an alarm on one metric, or overwrites the one of that name, whose state stays. Its actions are stored, never taken. */
export function putMetricAlarm({ alarms }: { alarms: AlarmStore }): JsonAction {
  const action: JsonAction<AlarmDefinition & Record<string, unknown>> = {
    name: 'PutMetricAlarm',
    shape: SHAPE,
    run(input) {
      const refused = REFUSED.find((name) => input[name] !== undefined);
      if (refused !== undefined) {
        throw new Fault(
          'ValidationError',
          `${refused} is not supported: this endpoint has alarms on one metric with a threshold.`,
        );
      }
      checkStatistic(input);
      checkPeriods(input);
      parseDimensions(input.Dimensions);
      const given = Object.entries(input).filter(
        ([name, value]) => Object.hasOwn(MEMBERS, name) && value !== undefined,
      );
      alarms.put(Object.fromEntries(given) as unknown as AlarmDefinition);
      return undefined;
    },
  };
  return action;
}

function checkStatistic({ Statistic, ExtendedStatistic }: AlarmDefinition): void {
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw new Fault(
      'InvalidParameterCombination',
      'Exactly one of the parameters Statistic and ExtendedStatistic must be specified.',
    );
  }
  if (ExtendedStatistic === undefined) return;
  if (!/^p\d/.test(ExtendedStatistic) || !parseStatistic(ExtendedStatistic)) {
    throw new Fault(
      'InvalidParameterValue',
      `The value ${ExtendedStatistic.slice(0, 128)} for parameter ExtendedStatistic is not supported: percentiles such as p99 are.`,
    );
  }
}

/** @throws {Fault} ValidationError */
function checkPeriods({ Period, EvaluationPeriods, DatapointsToAlarm }: AlarmDefinition): void {
  const { alarmSpanSeconds, shortAlarmSpanSeconds, shortAlarmPeriodSeconds } = CLOUDWATCH_LIMITS;
  if (Period % 60 !== 0 && !ALARM_PERIODS_BELOW_A_MINUTE.includes(Period)) {
    throw new Fault('ValidationError', 'Period must be 10, 20, 30 or a multiple of 60.');
  }
  if ((DatapointsToAlarm ?? 1) > EvaluationPeriods) {
    throw new Fault('ValidationError', 'DatapointsToAlarm must be less than or equal to EvaluationPeriods.');
  }
  const isShort = Period < shortAlarmPeriodSeconds;
  const longest = isShort ? shortAlarmSpanSeconds : alarmSpanSeconds;
  if (Period * EvaluationPeriods > longest) {
    throw new Fault(
      'ValidationError',
      `Period multiplied by EvaluationPeriods must be at most ${longest} seconds for a period of ${isShort ? 'less than' : 'at least'} ${shortAlarmPeriodSeconds} seconds.`,
    );
  }
}

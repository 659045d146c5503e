import type { Account } from '../../core/account.ts';
import type { JsonAction } from '../../core/action.ts';
import type { Shape } from '../../core/shape.ts';
import {
  DIMENSIONS,
  type DimensionInput,
  METRIC_NAME,
  NAMESPACE,
  parseDimensions,
} from '../actions/inputs.ts';
import { UNITS } from '../limits.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmStore } from './alarm-store.ts';
import { describeAlarm } from './describe-alarm.ts';

interface Input {
  Namespace: string;
  MetricName: string;
  Dimensions?: DimensionInput[];
  Statistic?: string;
  ExtendedStatistic?: string;
  Period?: number;
  Unit?: string;
}

const SHAPE: Shape = {
  type: 'structure',
  required: ['Namespace', 'MetricName'],
  members: {
    Namespace: NAMESPACE,
    MetricName: METRIC_NAME,
    Dimensions: DIMENSIONS,
    Statistic: { type: 'string' },
    ExtendedStatistic: { type: 'string' },
    Period: { type: 'integer', min: 1 },
    Unit: { type: 'string', oneOf: UNITS },
  },
};

/** Every alarm on exactly this metric, dimensions included; the other members narrow them down. Not paged. */
export function describeAlarmsForMetric({
  alarms,
  account,
}: {
  alarms: AlarmStore;
  account: Account;
}): JsonAction {
  const action: JsonAction<Input> = {
    name: 'DescribeAlarmsForMetric',
    shape: SHAPE,
    run(input) {
      const found = alarms.list().filter((alarm) => watches(alarm, input));
      return { MetricAlarms: found.map((alarm) => describeAlarm(account, alarm)) };
    },
  };
  return action;
}

function watches({ definition }: Alarm, input: Input): boolean {
  if (definition.Namespace !== input.Namespace || definition.MetricName !== input.MetricName) return false;
  const narrowing = ['Statistic', 'ExtendedStatistic', 'Period', 'Unit'] as const;
  if (narrowing.some((name) => input[name] !== undefined && input[name] !== definition[name])) return false;
  const own = Object.entries(parseDimensions(definition.Dimensions));
  const asked = parseDimensions(input.Dimensions);
  return own.length === Object.keys(asked).length && own.every(([name, value]) => asked[name] === value);
}

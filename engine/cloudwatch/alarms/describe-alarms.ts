import type { Account } from '../../core/account.ts';
import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { CLOUDWATCH_LIMITS } from '../limits.ts';
import { type Alarm, STATE_VALUES, type StateValue } from './alarm.ts';
import type { AlarmStore } from './alarm-store.ts';
import { describeAlarm } from './describe-alarm.ts';
import { ALARM_NAME } from './put-metric-alarm.ts';

interface Input {
  AlarmNames?: string[];
  AlarmNamePrefix?: string;
  AlarmTypes?: string[];
  ChildrenOfAlarmName?: string;
  ParentsOfAlarmName?: string;
  StateValue?: StateValue;
  ActionPrefix?: string;
  MaxRecords?: number;
  NextToken?: string;
}

const SHAPE: Shape = {
  type: 'structure',
  members: {
    AlarmNames: { type: 'list', maxItems: CLOUDWATCH_LIMITS.alarmNames, of: ALARM_NAME },
    AlarmNamePrefix: ALARM_NAME,
    AlarmTypes: {
      type: 'list',
      of: { type: 'string', oneOf: ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'] },
    },
    ChildrenOfAlarmName: ALARM_NAME,
    ParentsOfAlarmName: ALARM_NAME,
    StateValue: { type: 'string', oneOf: STATE_VALUES },
    ActionPrefix: { type: 'string', minLength: 1, maxLength: 1024 },
    MaxRecords: { type: 'integer', min: 1, max: CLOUDWATCH_LIMITS.alarmsPerPage },
    NextToken: { type: 'string' },
  },
};

/** Alarms by name, 50 a page. There are metric alarms only, so whoever asks for other types, or for relatives, gets none. */
export function describeAlarms({ alarms, account }: { alarms: AlarmStore; account: Account }): JsonAction {
  const action: JsonAction<Input> = {
    name: 'DescribeAlarms',
    shape: SHAPE,
    run(input) {
      const { AlarmNames, AlarmNamePrefix, MaxRecords = CLOUDWATCH_LIMITS.alarmsPerPageByDefault } = input;
      if (AlarmNames && AlarmNamePrefix !== undefined) {
        throw new Fault(
          'InvalidParameterCombination',
          'The parameters AlarmNames and AlarmNamePrefix must not be specified together.',
        );
      }
      const after = parseToken(input.NextToken);
      const matching = alarms
        .list()
        .filter((alarm) => alarm.definition.AlarmName > after && matches(alarm, input));
      const page = matching.slice(0, MaxRecords);
      const last = page.at(-1)?.definition.AlarmName;
      return {
        MetricAlarms: page.map((alarm) => describeAlarm(account, alarm)),
        CompositeAlarms: [],
        ...(last !== undefined && matching.length > page.length && { NextToken: formatToken(last) }),
      };
    },
  };
  return action;
}

function matches({ definition, state }: Alarm, input: Input): boolean {
  const { AlarmName, OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = definition;
  const { AlarmNames, AlarmNamePrefix = '', AlarmTypes, StateValue, ActionPrefix } = input;
  if (input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined) return false;
  if (AlarmTypes && !AlarmTypes.includes('MetricAlarm')) return false;
  if (AlarmNames && !AlarmNames.includes(AlarmName)) return false;
  if (StateValue !== undefined && state.value !== StateValue) return false;
  if (ActionPrefix !== undefined) {
    const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions];
    if (!actions.some((arn) => arn.startsWith(ActionPrefix))) return false;
  }
  return AlarmName.startsWith(AlarmNamePrefix);
}

/** A token is the last name of the page before, marked as one. */
const MARK = 'after:';

function formatToken(name: string): string {
  return Buffer.from(MARK + name).toString('base64url');
}

function parseToken(token: string | undefined): string {
  if (token === undefined) return '';
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(MARK)) throw new Fault('InvalidNextToken', 'The next token specified is invalid.');
  return text.slice(MARK.length);
}

import type { JsonAction } from '../../core/action.ts';
import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { CLOUDWATCH_LIMITS } from '../limits.ts';
import type { AlarmStore } from './alarm-store.ts';
import { ALARM_NAME } from './put-metric-alarm.ts';

const SHAPE: Shape = {
  type: 'structure',
  required: ['AlarmNames'],
  members: { AlarmNames: { type: 'list', maxItems: CLOUDWATCH_LIMITS.alarmNames, of: ALARM_NAME } },
};

/** Deletes all the alarms, or none where one of them does not exist. */
export function deleteAlarms({ alarms }: { alarms: AlarmStore }): JsonAction {
  const action: JsonAction<{ AlarmNames: string[] }> = {
    name: 'DeleteAlarms',
    shape: SHAPE,
    run({ AlarmNames }) {
      const unknown = AlarmNames.find((name) => !alarms.find(name));
      if (unknown !== undefined) throw new Fault('AlarmNotFound', `The alarm ${unknown} does not exist.`);
      for (const name of AlarmNames) alarms.delete(name);
      return undefined;
    },
  };
  return action;
}

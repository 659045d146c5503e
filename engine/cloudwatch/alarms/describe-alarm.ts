import { type Account, formatArn } from '../../core/account.ts';
import type { Alarm } from './alarm.ts';

/** An alarm as CloudWatch returns it; times are epoch seconds. */
export function describeAlarm(account: Account, { definition, configuredAtMs, state }: Alarm) {
  const changedAt = state.sinceMs / 1000;
  return {
    ...definition,
    AlarmArn: formatArn(account, 'cloudwatch', `alarm:${definition.AlarmName}`),
    ActionsEnabled: definition.ActionsEnabled ?? true,
    OKActions: definition.OKActions ?? [],
    AlarmActions: definition.AlarmActions ?? [],
    InsufficientDataActions: definition.InsufficientDataActions ?? [],
    Dimensions: definition.Dimensions ?? [],
    AlarmConfigurationUpdatedTimestamp: configuredAtMs / 1000,
    StateValue: state.value,
    StateReason: state.reason,
    StateUpdatedTimestamp: changedAt,
    StateTransitionedTimestamp: changedAt,
  };
}

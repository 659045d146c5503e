import type { Clock } from '../../core/clock.ts';
import type { Records } from '../../core/disk/disk.ts';
import { Fault } from '../../core/fault.ts';
import { parseDimensions } from '../actions/inputs.ts';
import { CLOUDWATCH_LIMITS } from '../limits.ts';
import type { MetricStore } from '../series/metric-store.ts';
import { type Points, readPoints } from '../series/read-points.ts';
import { parseStatistic } from '../series/statistic.ts';
import type { Alarm, AlarmDefinition } from './alarm.ts';
import { EXTRA_PERIODS, judgePoints } from './judge-points.ts';

export interface AlarmStore {
  /** Creates the alarm, or overwrites its definition and leaves its state as it is. */
  put(definition: AlarmDefinition): void;
  delete(name: string): void;
  /** As it is now. */
  find(name: string): Alarm | undefined;
  /** Every alarm as it is now, by name. */
  list(): Alarm[];
}

const NO_POINTS: Points = new Map();

/**
 * Alarms, judged at the end of each of their periods. That is done when somebody asks, for all periods that have passed since,
 * so an alarm costs nothing until then and its state has the time at which it changed.
 */
export function createAlarmStore(options: {
  clock: Clock;
  metrics: MetricStore;
  records: Records<Alarm>;
}): AlarmStore {
  const { clock, metrics, records } = options;
  const alarms = new Map(records.load());

  const judge = (alarm: Alarm, endMs: number) => {
    const { definition } = alarm;
    const points = readAlarmPoints(metrics, definition, endMs);
    const judgement = judgePoints(definition, points);
    if (!judgement || judgement.value === alarm.state.value) return;
    alarm.state = { ...judgement, sinceMs: endMs };
    records.put(definition.AlarmName, alarm);
  };

  const bringUpToDate = (alarm: Alarm): Alarm => {
    const nowMs = clock.nowMs();
    const periodMs = alarm.definition.Period * 1000;
    const startOf = (atMs: number) => Math.floor(atMs / periodMs) * periodMs;
    const fromMs = Math.max(alarm.judgedUntilMs, nowMs - CLOUDWATCH_LIMITS.alarmCatchUpMs);
    for (let endMs = startOf(fromMs) + periodMs; endMs <= nowMs; endMs += periodMs) judge(alarm, endMs);
    alarm.judgedUntilMs = nowMs;
    return alarm;
  };

  const find = (name: string) => {
    const alarm = alarms.get(name);
    return alarm && bringUpToDate(alarm);
  };

  return {
    put(definition) {
      const nowMs = clock.nowMs();
      const earlier = find(definition.AlarmName);
      if (!earlier && alarms.size >= CLOUDWATCH_LIMITS.alarms) {
        throw new Fault('AlarmLimitExceeded', 'The maximum limit for alarms has been reached.');
      }
      const alarm: Alarm = {
        definition,
        configuredAtMs: nowMs,
        state: earlier?.state ?? {
          value: 'INSUFFICIENT_DATA',
          reason: 'Unchecked: Initial alarm creation',
          sinceMs: nowMs,
        },
        judgedUntilMs: nowMs,
      };
      alarms.set(definition.AlarmName, alarm);
      records.put(definition.AlarmName, alarm);
    },
    delete(name) {
      if (alarms.delete(name)) records.delete(name);
    },
    find,
    list: () =>
      [...alarms.values()]
        .toSorted((left, right) => (left.definition.AlarmName < right.definition.AlarmName ? -1 : 1))
        .map(bringUpToDate),
  };
}

/** The whole periods that end at `endMs` or before, oldest first. */
function readAlarmPoints(metrics: MetricStore, definition: AlarmDefinition, endMs: number) {
  const stepMs = definition.Period * 1000;
  const count = definition.EvaluationPeriods + EXTRA_PERIODS;
  const startMs = endMs - count * stepMs;
  const metric = metrics.find({
    namespace: definition.Namespace,
    name: definition.MetricName,
    dimensions: parseDimensions(definition.Dimensions),
  });
  const statistic = parseStatistic(definition.Statistic ?? definition.ExtendedStatistic ?? '');
  const values =
    metric && statistic
      ? readPoints({ metric, statistic, unit: definition.Unit, range: { startMs, endMs, stepMs } })
      : NO_POINTS;
  return Array.from({ length: count }, (_, index) => {
    const atMs = startMs + index * stepMs;
    return { atMs, value: values.get(atMs) };
  });
}

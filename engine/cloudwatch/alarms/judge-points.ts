import { COMPARISONS, type AlarmDefinition, type StateValue } from './alarm.ts';

/** How many periods before the N are looked at, to judge real points rather than gaps. AWS does not say how many it takes. */
export const EXTRA_PERIODS = 2;

/** A period and its value; undefined where it has no data. */
export interface Point {
  atMs: number;
  value: number | undefined;
}

/** What `points` (oldest first, N of them and the extra ones) make of an alarm; undefined leaves it as it is. */
export type Judgement = { value: StateValue; reason: string } | undefined;

/**
 * M out of N: the last N points with data decide. Where fewer have data, gaps are filled as the alarm says, as few as make up
 * N; with `missing` and `ignore` they are left out.
 */
export function judgePoints(definition: AlarmDefinition, points: readonly Point[]): Judgement {
  const { EvaluationPeriods: wanted, DatapointsToAlarm: needed = wanted } = definition;
  const { TreatMissingData: treatment = 'missing' } = definition;
  const known = points.filter(isKnown);
  const judged = known.slice(-wanted);
  const breaching = judged.filter(({ value }) => breaches(definition, value)).length;
  const filled = wanted - judged.length;

  const say = (value: StateValue): Judgement => ({
    value,
    reason: judged.length > 0 ? crossed(definition, judged, value) : noData(definition),
  });
  if (breaching >= needed) return say('ALARM');
  if (filled === 0 || treatment === 'notBreaching') return say('OK');
  if (treatment === 'breaching') return say(breaching + filled >= needed ? 'ALARM' : 'OK');
  if (breaching < judged.length) return say('OK');
  if (treatment === 'ignore') return undefined;
  if (judged.length === 0) return say('INSUFFICIENT_DATA');
  // Too few points, all of them breaching: that is enough when the first lies as far back as M points would.
  const oldest = points.findIndex((point) => point === judged[0]);
  return points.length - oldest >= needed ? say('ALARM') : undefined;
}

interface KnownPoint extends Point {
  value: number;
}

function isKnown(point: Point): point is KnownPoint {
  return point.value !== undefined;
}

function breaches({ ComparisonOperator, Threshold }: AlarmDefinition, value: number): boolean {
  return COMPARISONS[ComparisonOperator].holds(value, Threshold);
}

/** Worded as AWS words it, which people's scripts read. */
function crossed(definition: AlarmDefinition, judged: readonly KnownPoint[], value: StateValue): string {
  const { EvaluationPeriods: wanted, DatapointsToAlarm: needed = wanted } = definition;
  const isAlarm = value === 'ALARM';
  const telling = judged.filter((point) => breaches(definition, point.value) === isAlarm);
  const shown = telling
    .toReversed()
    .slice(0, 5)
    .map((point) => `${formatNumber(point.value)} (${formatTime(point.atMs)})`);
  const { words } = COMPARISONS[definition.ComparisonOperator];
  const transition = isAlarm ? 'OK -> ALARM' : 'ALARM -> OK';
  const minimum = isAlarm ? needed : wanted - needed + 1;
  return (
    `Threshold Crossed: ${telling.length} out of the last ${wanted} datapoints [${shown.join(', ')}] ` +
    `${telling.length === 1 ? 'was' : 'were'} ${isAlarm ? '' : 'not '}${words} the threshold (${formatNumber(definition.Threshold)}) ` +
    `(minimum ${minimum} ${minimum === 1 ? 'datapoint' : 'datapoints'} for ${transition} transition).`
  );
}

function noData({ EvaluationPeriods: wanted, TreatMissingData: treatment }: AlarmDefinition): string {
  const count = (noun: string) => `${wanted} ${noun}${wanted === 1 ? '' : 's'}`;
  const verb = wanted === 1 ? 'was' : 'were';
  return treatment === 'breaching' || treatment === 'notBreaching'
    ? `Threshold Crossed: no datapoints were received for ${count('period')} and ${count('missing datapoint')} ${verb} treated as [${treatment === 'breaching' ? 'Breaching' : 'NonBreaching'}].`
    : `Insufficient Data: ${count('datapoint')} ${verb} unknown.`;
}

function formatNumber(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** `24/11/26 10:01:00`, in UTC. */
function formatTime(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

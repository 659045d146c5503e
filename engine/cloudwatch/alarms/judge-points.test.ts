import { describe, expect, it } from 'vitest';
import type { AlarmDefinition } from './alarm.ts';
import { judgePoints } from './judge-points.ts';

const definition: AlarmDefinition = {
  AlarmName: 'depth',
  Namespace: 'AWS/SQS',
  MetricName: 'ApproximateNumberOfMessagesVisible',
  Statistic: 'Maximum',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
};
const START_MS = Date.UTC(2026, 10, 24, 10, 1);

/** `X` breaches, `0` does not, `-` is missing. */
const read = (picture: string) =>
  picture.split(' ').map((sign, index) => ({
    atMs: START_MS + index * 60_000,
    value: sign === '-' ? undefined : sign === 'X' ? 1 : 0,
  }));

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

/** The state under each treatment of missing data; `stays` where the alarm keeps the one it has. */
const judgeAll = (picture: string, change: Partial<AlarmDefinition> = {}) =>
  TREATMENTS.map((TreatMissingData) => {
    const judged = judgePoints({ ...definition, ...change, TreatMissingData }, read(picture));
    return judged?.value ?? 'stays';
  });

describe('three of three', () => {
  it.each([
    ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', ['INSUFFICIENT_DATA', 'stays', 'ALARM', 'OK']],
    ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', ['ALARM', 'stays', 'ALARM', 'OK']],
    ['- - - - X', ['stays', 'stays', 'ALARM', 'OK']],
  ])('makes of %s what the documentation says', (picture, states) => {
    expect(judgeAll(picture)).toEqual(states);
  });
});

describe('two of three', () => {
  it.each([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', 'stays', 'ALARM', 'OK']],
  ])('makes of %s what the documentation says', (picture, states) => {
    expect(judgeAll(picture, { DatapointsToAlarm: 2 })).toEqual(states);
  });
});

it.each([
  ['GreaterThanThreshold', [false, false, true]],
  ['GreaterThanOrEqualToThreshold', [false, true, true]],
  ['LessThanThreshold', [true, false, false]],
  ['LessThanOrEqualToThreshold', [true, true, false]],
] as const)('%s compares below, at and above the threshold', (ComparisonOperator, expected) => {
  const isAlarm = [4, 5, 6].map((value) => {
    const change = { EvaluationPeriods: 1, Threshold: 5, ComparisonOperator };
    return judgePoints({ ...definition, ...change }, [{ atMs: START_MS, value }])?.value === 'ALARM';
  });
  expect(isAlarm).toEqual(expected);
});

it('gives its reason with the points that decided, newest first', () => {
  expect(judgePoints({ ...definition, DatapointsToAlarm: 2 }, read('0 0 X 0 X'))?.reason).toBe(
    'Threshold Crossed: 2 out of the last 3 datapoints [1.0 (24/11/26 10:05:00), 1.0 (24/11/26 10:03:00)] were greater than the threshold (0.0) (minimum 2 datapoints for OK -> ALARM transition).',
  );
  expect(judgePoints({ ...definition, EvaluationPeriods: 1 }, read('X X 0'))?.reason).toBe(
    'Threshold Crossed: 1 out of the last 1 datapoints [0.0 (24/11/26 10:03:00)] was not greater than the threshold (0.0) (minimum 1 datapoint for ALARM -> OK transition).',
  );
  expect(judgePoints(definition, read('- - - - -'))?.reason).toBe(
    'Insufficient Data: 3 datapoints were unknown.',
  );
  expect(
    judgePoints({ ...definition, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' }, read('- - -'))
      ?.reason,
  ).toBe(
    'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
  );
});

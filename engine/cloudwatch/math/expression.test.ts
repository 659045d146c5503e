import { describe, expect, it } from 'vitest';
import { evaluateExpression } from './evaluate-expression.ts';
import { ExpressionError, parseExpression } from './parse-expression.ts';
import type { Series } from './series.ts';

const RANGE = { startMs: 0, endMs: 240_000, stepMs: 60_000 };
const series = (values: Record<number, number>, known = true): Series => ({
  range: RANGE,
  known,
  points: new Map(Object.entries(values).map(([minute, value]) => [Number(minute) * 60_000, value])),
});
const METRICS: Record<string, Series> = {
  m1: series({ 0: 10, 1: 20, 3: 40 }),
  m2: series({ 0: 2, 1: 0, 2: 5 }),
  none: series({}),
  unknown: series({}, false),
};

/** Minute and value, in the order of the result. */
function evaluate(text: string): [number, number][] {
  const { points } = evaluateExpression(parseExpression(text), {
    resolve: (id) => METRICS[id],
    metrics: () => Object.values(METRICS),
  });
  return [...points].map(([atMs, value]) => [atMs / 60_000, value]);
}

describe('an expression', () => {
  it.each([
    ['m1', { 0: 10, 1: 20, 3: 40 }],
    ['m1 + m2', { 0: 12, 1: 20 }],
    ['m1 - m2 * 2', { 0: 6, 1: 20 }],
    ['(m1 - m2) * 2', { 0: 16, 1: 40 }],
    ['m1 - 1 - 1', { 0: 8, 1: 18, 3: 38 }],
    ['100 / m1', { 0: 10, 1: 5, 3: 2.5 }],
    ['-m2 + 1e1', { 0: 8, 1: 10, 2: 5 }],
    ['m1 / m2', { 0: 5 }],
    ['SUM(METRICS())', { 0: 12, 1: 20, 2: 5, 3: 40 }],
    ['sum([m1, m2]) / 2', { 0: 6, 1: 10, 2: 2.5, 3: 20 }],
    ['SUM([m2, m1])', { 0: 12, 1: 20, 2: 5, 3: 40 }],
    ['FILL(m1, 0)', { 0: 10, 1: 20, 2: 0, 3: 40 }],
    ['FILL(m1, 0) + FILL(m2, 0)', { 0: 12, 1: 20, 2: 5, 3: 40 }],
    ['FILL(none, 7)', { 0: 7, 1: 7, 2: 7, 3: 7 }],
    ['FILL(unknown, 7)', {}],
    ['m1 > 10', { 0: 0, 1: 1, 3: 1 }],
    ['m1 + 1 >= m2 * 10', { 0: 0, 1: 1 }],
    ['m1 == 20', { 0: 0, 1: 1, 3: 0 }],
    ['IF(m1 != 20, m1, 0)', { 0: 10, 1: 0, 3: 40 }],
    ['IF(m1 <= 20, 1)', { 0: 1, 1: 1 }],
    ['IF(m1 < 20, m2, m1)', { 0: 2, 1: 20, 3: 40 }],
    ['IF(1, m2)', { 0: 2, 1: 0, 2: 5 }],
    ['AVG([m1, m2])', { 0: 6, 1: 10, 2: 5, 3: 40 }],
    ['MAX([m1, m2]) - MIN([m1, m2])', { 0: 8, 1: 20, 2: 0, 3: 0 }],
    ['m2 / SUM(m2) * 7', { 0: 2, 1: 0, 2: 5 }],
    ['SUM(METRICS()) / METRIC_COUNT(METRICS())', { 0: 3, 1: 5, 2: 1.25, 3: 10 }],
    ['RATE(m1) * 60', { 1: 10, 3: 10 }],
    ['SUM(RATE(METRICS())) * 60', { 1: 8, 2: 5, 3: 10 }],
    ['SUM(FILL(METRICS(), 1))', { 0: 13, 1: 21, 2: 7, 3: 42 }],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toEqual(
      Object.entries(expected).map(([minute, value]) => [Number(minute), value]),
    );
  });

  it.each([
    ['1 + 1', 'its result is not a single time series'],
    ['METRICS()', 'its result is not a single time series'],
    ['m9', "no query has the id 'm9'"],
    ['RATE(1)', 'RATE with these arguments is not supported'],
    ['SUM(m1)', 'its result is not a single time series'],
    ['IF(1)', 'IF with these arguments is not supported'],
    ['STDDEV(m1)', 'STDDEV with these arguments is not supported'],
    ['FILL(m1, REPEAT)', "no query has the id 'REPEAT'"],
    ['METRICS() * 2', 'operations between lists of series are not supported'],
    ["SEARCH('{AWS/SQS}', 'Sum')", "''{AWS/SQS}', 'Sum')' is not supported"],
    ['m1 = 1', "'= 1' is not supported"],
    ['m1 +', 'expected a value at its end'],
    ['(m1', "expected ')' at its end"],
    ['m1 m2', "unexpected text at 'm2'"],
    [`${'('.repeat(60)}m1${')'.repeat(60)}`, 'it is nested too deeply'],
  ])('%s is refused', (text, message) => {
    expect(() => evaluate(text)).toThrow(ExpressionError);
    expect(() => evaluate(text)).toThrow(message);
  });
});

import { ExpressionError } from './parse-expression.ts';
import { isSeries, pointwise, type Series, type Value } from './series.ts';

type Aggregate = (values: readonly number[]) => number;

/** A list of series becomes one, time by time; a single series becomes a number. */
const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  SUM: (values) => values.reduce((total, value) => total + value, 0),
  AVG: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  MIN: (values) => values.reduce((least, value) => Math.min(least, value)),
  MAX: (values) => values.reduce((most, value) => Math.max(most, value)),
};

/**
 * What a function yields. Supported: SUM, AVG, MIN and MAX of a list or of one series, METRIC_COUNT of a list, RATE, IF, and FILL
 * with a number.
 * @throws ExpressionError for anything else
 */
export function callFunction(name: string, args: readonly Value[]): Value {
  const [first, second, third] = args;
  const aggregate = Object.hasOwn(AGGREGATES, name) ? AGGREGATES[name] : undefined;
  if (aggregate && args.length === 1) {
    if (Array.isArray(first)) return aggregateTimes(first, aggregate);
    if (isSeries(first)) return first.points.size > 0 ? aggregate([...first.points.values()]) : Number.NaN;
  }
  if (name === 'METRIC_COUNT' && args.length === 1 && Array.isArray(first)) return first.length;
  if (name === 'RATE' && args.length === 1) {
    if (Array.isArray(first)) return first.map(rate);
    if (isSeries(first)) return rate(first);
  }
  if (name === 'FILL' && args.length === 2 && typeof second === 'number') {
    if (Array.isArray(first)) return first.map((series) => fill(series, second));
    if (isSeries(first)) return fill(first, second);
  }
  if (name === 'IF' && (args.length === 2 || args.length === 3)) {
    return choose(first ?? 0, second ?? 0, third);
  }
  throw new ExpressionError(
    `${name} with these arguments is not supported; supported are + - * / and comparisons, SUM, AVG, MIN, MAX, METRIC_COUNT, RATE, IF and FILL(m, number)`,
  );
}

/** A series without data at a time adds nothing there; a time at which none has data stays missing. */
function aggregateTimes(all: readonly Series[], aggregate: Aggregate): Series {
  const [first] = all;
  if (!first) throw new ExpressionError('there is no metric to take together');
  const byTime = new Map<number, number[]>();
  for (const { points } of all) {
    for (const [timestampMs, value] of points) {
      const values = byTime.get(timestampMs);
      if (values) values.push(value);
      else byTime.set(timestampMs, [value]);
    }
  }
  const times = [...byTime].toSorted(([left], [right]) => left - right);
  const points = new Map(times.map(([timestampMs, values]) => [timestampMs, aggregate(values)]));
  return { points, range: first.range, known: all.some((series) => series.known) };
}

/** Change a second since the point before. The first point has none. */
function rate(series: Series): Series {
  const points = new Map<number, number>();
  let before: readonly [timestampMs: number, value: number] | undefined;
  for (const [timestampMs, value] of series.points) {
    if (before) points.set(timestampMs, (value - before[1]) / ((timestampMs - before[0]) / 1000));
    before = [timestampMs, value];
  }
  return { ...series, points };
}

function fill(series: Series, value: number): Series {
  if (!series.known) return series;
  const { startMs, endMs, stepMs } = series.range;
  const points = new Map<number, number>();
  for (let timestampMs = startMs; timestampMs < endMs; timestampMs += stepMs) {
    points.set(timestampMs, series.points.get(timestampMs) ?? value);
  }
  return { ...series, points };
}

/** Where the condition is not 0 one value, elsewhere the other; without another, no point. */
function choose(condition: Value, whenTrue: Value, whenFalse: Value | undefined): Value {
  if (typeof condition === 'number') return condition === 0 ? (whenFalse ?? Number.NaN) : whenTrue;
  const chosen = (value: Value | undefined, is: boolean) =>
    pointwise([condition, value ?? Number.NaN], (test, result) =>
      test !== undefined && (test !== 0) === is && result !== undefined ? result : Number.NaN,
    );
  const points = new Map([...chosen(whenTrue, true).points, ...chosen(whenFalse, false).points]);
  const sorted = [...points].toSorted(([left], [right]) => left - right);
  return { ...chosen(whenTrue, true), points: new Map(sorted) };
}

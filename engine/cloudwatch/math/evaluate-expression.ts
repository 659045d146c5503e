import type { Points, TimeRange } from '../series/read-points.ts';
import { ExpressionError, type Expression, type Operator } from './parse-expression.ts';

/** The points of a query, and the periods they could lie on. */
export interface Series {
  points: Points;
  range: TimeRange;
  /** The metric exists, though it may have no data in the range. FILL fills only those. */
  known: boolean;
}

export interface ExpressionScope {
  /** The series of that id. Undefined when no query has it. */
  resolve(id: string): Series | undefined;
  /** Every query that names a metric, for `METRICS()`. */
  metrics(): Series[];
}

type Value = number | Series | Series[];

/**
 * The series an expression yields. Supported: ids, numbers, `+ - * /`, `SUM` of a list or of `METRICS()`, and `FILL` with a number.
 * A time at which one side has no data has no result; neither has a division by zero.
 * @throws ExpressionError for what is not supported, an unknown id, or a result that is no time series.
 */
export function evaluateExpression(expression: Expression, scope: ExpressionScope): Series {
  const value = evaluate(expression, scope);
  if (!isSeries(value)) throw new ExpressionError('its result is not a single time series');
  return value;
}

function evaluate(expression: Expression, scope: ExpressionScope): Value {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'id': {
      const series = scope.resolve(expression.id);
      if (!series) throw new ExpressionError(`no query has the id '${expression.id}'`);
      return series;
    }
    case 'list':
      return expression.items.map((item) => {
        const value = evaluate(item, scope);
        if (!isSeries(value)) throw new ExpressionError('a list may contain time series only');
        return value;
      });
    case 'negation':
      return combine('*', -1, evaluate(expression.operand, scope));
    case 'operation':
      return combine(
        expression.operator,
        evaluate(expression.left, scope),
        evaluate(expression.right, scope),
      );
    default:
      return call(expression.name, expression.arguments, scope);
  }
}

function call(name: string, args: Expression[], scope: ExpressionScope): Value {
  if (name === 'METRICS' && args.length === 0) return scope.metrics();
  const [first, second, ...rest] = args.map((argument) => evaluate(argument, scope));
  if (name === 'SUM' && Array.isArray(first) && second === undefined) return sum(first);
  if (name === 'FILL' && typeof second === 'number' && rest.length === 0) {
    if (Array.isArray(first)) return first.map((series) => fill(series, second));
    if (isSeries(first)) return fill(first, second);
  }
  throw new ExpressionError(
    `${name} with these arguments is not supported; supported are + - * /, SUM(METRICS()), SUM([a, b]) and FILL(m, number)`,
  );
}

const OPERATIONS: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

function combine(operator: Operator, left: Value, right: Value): Value {
  const apply = OPERATIONS[operator];
  if (Array.isArray(left) || Array.isArray(right))
    throw new ExpressionError(`'${operator}' between lists of series is not supported`);
  if (typeof left === 'number' && typeof right === 'number') return apply(left, right);

  const leading = typeof left === 'number' ? (right as Series) : left;
  const points = new Map<number, number>();
  for (const timestampMs of leading.points.keys()) {
    const a = typeof left === 'number' ? left : left.points.get(timestampMs);
    const b = typeof right === 'number' ? right : right.points.get(timestampMs);
    if (a === undefined || b === undefined) continue;
    const result = apply(a, b);
    if (Number.isFinite(result)) points.set(timestampMs, result);
  }
  return { ...leading, points };
}

/** A series without data at a time adds nothing there; a time at which none has data stays missing. */
function sum(all: Series[]): Series {
  const totals = new Map<number, number>();
  for (const { points } of all) {
    for (const [timestampMs, value] of points)
      totals.set(timestampMs, (totals.get(timestampMs) ?? 0) + value);
  }
  const [first] = all;
  if (!first) throw new ExpressionError('there is no metric to sum up');
  const points = new Map([...totals].toSorted(([left], [right]) => left - right));
  return { points, range: first.range, known: all.some((series) => series.known) };
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

function isSeries(value: Value | undefined): value is Series {
  return typeof value === 'object' && !Array.isArray(value);
}

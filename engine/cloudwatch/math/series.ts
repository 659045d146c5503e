import type { Points, TimeRange } from '../series/read-points.ts';
import { ExpressionError } from './parse-expression.ts';

/** The points of a query, and the periods they could lie on. */
export interface Series {
  points: Points;
  range: TimeRange;
  /** The metric exists, though it may have no data in the range. FILL fills only those. */
  known: boolean;
}

/** What an expression or a part of one can be. */
export type Value = number | Series | Series[];

export function isSeries(value: Value | undefined): value is Series {
  return typeof value === 'object' && !Array.isArray(value);
}

/**
 * `apply` at each time at which every series of `values` has data; numbers hold at all times. A result that is no number (a
 * division by zero) is no point. At least one of `values` is a series.
 */
export function pointwise(values: readonly Value[], apply: (...numbers: number[]) => number): Series {
  if (values.some((value) => Array.isArray(value)))
    throw new ExpressionError('operations between lists of series are not supported');
  const leading = values.find(isSeries);
  if (!leading) throw new ExpressionError('its result is not a single time series');
  const points = new Map<number, number>();
  for (const timestampMs of leading.points.keys()) {
    const numbers: number[] = [];
    for (const value of values) {
      const number = isSeries(value) ? value.points.get(timestampMs) : (value as number);
      if (number !== undefined) numbers.push(number);
    }
    const result = numbers.length === values.length ? apply(...numbers) : Number.NaN;
    if (Number.isFinite(result)) points.set(timestampMs, result);
  }
  return { ...leading, points };
}

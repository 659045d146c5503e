import { evaluateExpression, type ExpressionScope } from '../math/evaluate-expression.ts';
import { ExpressionError } from '../math/parse-expression.ts';
import type { Series } from '../math/series.ts';
import type { MetricStore } from '../series/metric-store.ts';
import { alignRange, readPoints } from '../series/read-points.ts';
import { inExpression, type Query } from './metric-data-query.ts';

/**
 * A function from query to series. Each is computed once, expressions after what they refer to.
 * @throws Fault ValidationError for an expression that refers to itself or cannot be evaluated.
 */
export function createQueryResolver(input: {
  queries: readonly Query[];
  store: MetricStore;
  startMs: number;
  endMs: number;
  nowMs: number;
}): (query: Query) => Series {
  const { queries, store, startMs, endMs, nowMs } = input;
  const byId = new Map(queries.map((query) => [query.id, query]));
  const done = new Map<string, Series>();
  const underWay = new Set<string>();

  const resolve = (query: Query): Series => {
    const known = done.get(query.id);
    if (known) return known;
    const series = query.kind === 'metric' ? readMetric(query) : evaluate(query);
    done.set(query.id, series);
    return series;
  };

  const readMetric = ({ key, periodSeconds, statistic, unit }: Query & { kind: 'metric' }): Series => {
    const range = alignRange({ startMs, endMs, periodSeconds, nowMs });
    const metric = store.find(key);
    return metric
      ? { range, known: true, points: readPoints({ metric, range, statistic, unit }) }
      : { range, known: false, points: new Map() };
  };

  const scope: ExpressionScope = {
    resolve: (id) => {
      const query = byId.get(id);
      return query && resolve(query);
    },
    metrics: () => queries.filter((query) => query.kind === 'metric').map(resolve),
  };

  const evaluate = ({ id, expression }: Query & { kind: 'expression' }) =>
    inExpression(id, () => {
      if (underWay.has(id)) throw new ExpressionError('it refers to itself');
      underWay.add(id);
      return evaluateExpression(expression, scope);
    });

  return resolve;
}

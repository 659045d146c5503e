import { callFunction } from './functions.ts';
import { ExpressionError, type Expression, type Operator } from './parse-expression.ts';
import { isSeries, pointwise, type Series, type Value } from './series.ts';

export interface ExpressionScope {
  /** The series of that id. Undefined when no query has it. */
  resolve(id: string): Series | undefined;
  /** Every query that names a metric, for `METRICS()`. */
  metrics(): Series[];
}

/**
 * The series an expression yields: ids, numbers, `+ - * /`, comparisons (1 where they hold, 0 where not), `METRICS()` and the
 * functions of `callFunction`. A time at which one side has no data has no result; neither has a division by zero.
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
      if (expression.name === 'METRICS' && expression.arguments.length === 0) return scope.metrics();
      return callFunction(
        expression.name,
        expression.arguments.map((argument) => evaluate(argument, scope)),
      );
  }
}

const OPERATIONS: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '<': (left, right) => Number(left < right),
  '<=': (left, right) => Number(left <= right),
  '>': (left, right) => Number(left > right),
  '>=': (left, right) => Number(left >= right),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
};

function combine(operator: Operator, left: Value, right: Value): Value {
  const apply = OPERATIONS[operator];
  if (typeof left === 'number' && typeof right === 'number') return apply(left, right);
  return pointwise([left, right], (a = Number.NaN, b = Number.NaN) => apply(a, b));
}

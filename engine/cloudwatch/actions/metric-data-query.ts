import { Fault } from '../../core/fault.ts';
import type { Shape } from '../../core/shape.ts';
import { ExpressionError, parseExpression, type Expression } from '../math/parse-expression.ts';
import { CLOUDWATCH_LIMITS, UNITS } from '../limits.ts';
import type { MetricKey } from '../series/metric-store.ts';
import { parseStatistic, type Statistic } from '../series/statistic.ts';
import {
  checkPeriod,
  DIMENSIONS,
  METRIC_NAME,
  NAMESPACE,
  parseDimensions,
  type DimensionInput,
} from './inputs.ts';

/** A query of GetMetricData as it travels. */
export interface MetricDataQueryInput {
  Id: string;
  Label?: string;
  /** Default true. */
  ReturnData?: boolean;
  Expression?: string;
  MetricStat?: {
    Metric: { Namespace?: string; MetricName?: string; Dimensions?: DimensionInput[] };
    Period: number;
    Stat: string;
    Unit?: string;
  };
}

/** A query that makes sense on its own. */
export type Query = { id: string; label: string; returned: boolean } & (
  | { kind: 'metric'; key: MetricKey; periodSeconds: number; statistic: Statistic; unit: string | undefined }
  | { kind: 'expression'; expression: Expression }
);

export const QUERY_SHAPE: Shape = {
  type: 'structure',
  required: ['Id'],
  members: {
    Id: { type: 'string', minLength: 1, maxLength: 255 },
    Label: { type: 'string' },
    ReturnData: { type: 'boolean' },
    Expression: { type: 'string', minLength: 1, maxLength: 2048 },
    Period: { type: 'integer', min: 1 },
    AccountId: { type: 'string' },
    MetricStat: {
      type: 'structure',
      required: ['Metric', 'Period', 'Stat'],
      members: {
        Metric: {
          type: 'structure',
          members: { Namespace: NAMESPACE, MetricName: METRIC_NAME, Dimensions: DIMENSIONS },
        },
        Period: { type: 'integer', min: 1 },
        Stat: { type: 'string' },
        Unit: { type: 'string', oneOf: UNITS },
      },
    },
  },
};

const ID = /^[a-z][a-zA-Z0-9_]*$/;

/**
 * Checks each query on its own and that ids are unique.
 * @throws Fault ValidationError naming the query at fault.
 */
export function parseQueries(inputs: readonly MetricDataQueryInput[]): Query[] {
  if (inputs.length === 0) throw invalid('The parameter MetricDataQueries must not be empty.');
  if (inputs.length > CLOUDWATCH_LIMITS.queriesPerRequest)
    throw invalid(
      `The collection MetricDataQueries must not have a size greater than ${CLOUDWATCH_LIMITS.queriesPerRequest}.`,
    );
  const ids = new Set<string>();
  return inputs.map((input, index) => {
    const path = `MetricDataQueries.member.${index + 1}`;
    if (!ID.test(input.Id))
      throw invalid(
        `The value ${input.Id} for parameter ${path}.Id is not matching the expected pattern ${ID.source}.`,
      );
    if (ids.has(input.Id)) throw invalid(`The values for parameter Id in MetricDataQueries are not unique.`);
    ids.add(input.Id);
    return parseQuery(input, path);
  });
}

function parseQuery(input: MetricDataQueryInput, path: string): Query {
  const { Id: id, MetricStat, Expression, ReturnData: returned = true } = input;
  if ((MetricStat === undefined) === (Expression === undefined))
    throw invalid(`Exactly one of the parameters ${path}.MetricStat and ${path}.Expression is required.`);

  if (!MetricStat) {
    const expression = inExpression(id, () => parseExpression(Expression ?? ''));
    return { kind: 'expression', id, label: input.Label ?? id, returned, expression };
  }
  const { Metric, Period: periodSeconds, Stat, Unit: unit } = MetricStat;
  if (Metric.Namespace === undefined || Metric.MetricName === undefined)
    throw invalid(`The parameters ${path}.MetricStat.Metric.Namespace and MetricName are required.`);
  checkPeriod(periodSeconds, `${path}.MetricStat.Period`);
  const statistic = parseStatistic(Stat);
  if (!statistic)
    throw invalid(
      `The value ${Stat} for parameter ${path}.MetricStat.Stat is not supported; supported are SampleCount, Average, Sum, Minimum, Maximum and percentiles such as p99.`,
    );
  const key = {
    namespace: Metric.Namespace,
    name: Metric.MetricName,
    dimensions: parseDimensions(Metric.Dimensions),
  };
  const label = input.Label ?? key.name;
  return { kind: 'metric', id, label, returned, key, periodSeconds, statistic, unit };
}

/** Runs `work`; what is wrong with an expression becomes AWS's error with the query's id. */
export function inExpression<T>(id: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExpressionError) throw invalid(`Error in expression '${id}': ${error.message}.`);
    throw error;
  }
}

function invalid(message: string): Fault {
  return new Fault('ValidationError', message);
}

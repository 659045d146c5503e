import type { Shape } from '../../core/shape.ts';
import { Fault } from '../../core/fault.ts';
import { CLOUDWATCH_LIMITS, SUB_MINUTE_PERIODS_SECONDS } from '../limits.ts';
import type { Dimensions } from '../series/metric-store.ts';

/** A dimension as it travels. */
export interface DimensionInput {
  Name: string;
  Value: string;
}

export const NAMESPACE: Shape = {
  type: 'string',
  minLength: 1,
  maxLength: CLOUDWATCH_LIMITS.namespaceLength,
  pattern: /^[^:]/,
};

export const METRIC_NAME: Shape = { type: 'string', minLength: 1, maxLength: CLOUDWATCH_LIMITS.nameLength };

export const DIMENSION_NAME: Shape = {
  type: 'string',
  minLength: 1,
  maxLength: CLOUDWATCH_LIMITS.dimensionNameLength,
};

export const DIMENSION_VALUE: Shape = {
  type: 'string',
  minLength: 1,
  maxLength: CLOUDWATCH_LIMITS.dimensionValueLength,
};

export const DIMENSIONS: Shape = {
  type: 'list',
  maxItems: CLOUDWATCH_LIMITS.dimensionsPerMetric,
  of: {
    type: 'structure',
    required: ['Name', 'Value'],
    members: { Name: DIMENSION_NAME, Value: DIMENSION_VALUE },
  },
};

/** @throws Fault InvalidParameterValue when a name comes twice. */
export function parseDimensions(input: readonly DimensionInput[] = []): Dimensions {
  const dimensions: Record<string, string> = {};
  for (const { Name, Value } of input) {
    if (Object.hasOwn(dimensions, Name))
      throw new Fault('InvalidParameterValue', `The dimension ${Name} is given more than once.`);
    dimensions[Name] = Value;
  }
  return dimensions;
}

/**
 * Checks that a period is a multiple of a minute or one of those of high-resolution metrics.
 * @throws {Fault} ValidationError
 */
export function checkPeriod(periodSeconds: number, path: string): void {
  if (periodSeconds % 60 === 0 || SUB_MINUTE_PERIODS_SECONDS.includes(periodSeconds)) return;
  throw new Fault(
    'ValidationError',
    `The value ${periodSeconds} for parameter ${path} must be 1, 5, 10, 20, 30, or a multiple of 60.`,
  );
}

/** Dimensions as CloudWatch returns them. */
export function formatDimensions(dimensions: Dimensions): DimensionInput[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

/**
 * Epoch milliseconds of a timestamp as it travels: epoch seconds, or ISO 8601.
 * @throws Fault InvalidParameterValue
 */
export function parseTimestampMs(value: number | string, path: string): number {
  const parsedMs = typeof value === 'number' ? value * 1000 : Date.parse(value);
  if (Number.isFinite(parsedMs)) return parsedMs;
  throw new Fault('InvalidParameterValue', `The value ${value} for parameter ${path} is not a timestamp.`);
}

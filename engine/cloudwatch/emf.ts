import type { Datum } from '../core/metric-sink.ts';
import { CLOUDWATCH_LIMITS, UNITS } from './limits.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * The metrics in one line of a log, after CloudWatch's embedded metric format: one datum per value and dimension set.
 * A line that is no EMF, and any directive, metric or dimension set that breaks the format's bounds, yields nothing.
 * A document without a timestamp is taken for printed at `printedAtMs`.
 */
export function parseEmf(line: string, printedAtMs: number): Datum[] {
  if (!line.includes('"_aws"')) return [];
  const root = parseObject(line);
  const metadata = root?.['_aws'];
  if (!root || !isMembers(metadata) || !Array.isArray(metadata['CloudWatchMetrics'])) return [];

  const timestampMs = metadata['Timestamp'] ?? printedAtMs;
  if (typeof timestampMs !== 'number' || !withinAcceptedTime(timestampMs, printedAtMs)) return [];
  return metadata['CloudWatchMetrics'].flatMap((directive: unknown) =>
    isMembers(directive) ? readDirective(directive, root, timestampMs) : [],
  );
}

function readDirective(directive: Members, root: Members, timestampMs: number): Datum[] {
  const { Namespace: namespace, Dimensions: dimensionSets, Metrics: metrics } = directive;
  if (
    typeof namespace !== 'string' ||
    namespace === '' ||
    namespace.length > CLOUDWATCH_LIMITS.namespaceLength
  )
    return [];
  if (!Array.isArray(metrics) || metrics.length > CLOUDWATCH_LIMITS.emfMetricsPerDirective) return [];

  const sets: unknown[] = Array.isArray(dimensionSets) && dimensionSets.length > 0 ? dimensionSets : [[]];
  const dimensions = sets.map((set) => readDimensions(set, root)).filter((set) => set !== undefined);
  return metrics.flatMap((metric: unknown) => {
    const { name, unit, values } = readMetric(metric, root);
    return dimensions.flatMap((set) =>
      values.map((value) => ({ namespace, name, dimensions: set, value, unit, timestampMs })),
    );
  });
}

function readDimensions(names: unknown, root: Members): Record<string, string> | undefined {
  if (!Array.isArray(names) || names.length > CLOUDWATCH_LIMITS.dimensionsPerMetric) return undefined;
  const dimensions: Record<string, string> = {};
  for (const name of names as unknown[]) {
    const value = typeof name === 'string' ? root[name] : undefined;
    if (typeof name !== 'string' || typeof value !== 'string' || value === '') return undefined;
    if (value.length > CLOUDWATCH_LIMITS.dimensionValueLength) return undefined;
    dimensions[name] = value;
  }
  return dimensions;
}

function readMetric(metric: unknown, root: Members): { name: string; unit: string; values: number[] } {
  const { Name: name, Unit: unit = 'None' } = isMembers(metric) ? metric : {};
  if (typeof name !== 'string' || name === '' || name.length > CLOUDWATCH_LIMITS.nameLength || !isUnit(unit))
    return { name: '', unit: 'None', values: [] };
  const values: unknown[] = [root[name]].flat();
  const valid =
    values.length <= CLOUDWATCH_LIMITS.emfValuesPerMetric && values.every((value) => Number.isFinite(value));
  return { name, unit, values: valid ? (values as number[]) : [] };
}

function isUnit(unit: unknown): unit is (typeof UNITS)[number] {
  return (UNITS as readonly unknown[]).includes(unit);
}

function withinAcceptedTime(timestampMs: number, nowMs: number): boolean {
  const { datumPastMs, datumFutureMs } = CLOUDWATCH_LIMITS;
  return timestampMs >= nowMs - datumPastMs && timestampMs <= nowMs + datumFutureMs;
}

function parseObject(line: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isMembers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

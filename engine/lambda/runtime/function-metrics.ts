import type { MetricSink } from '../../core/metric-sink.ts';

/** The `AWS/Lambda` metrics of one function. Times are epoch ms. */
export interface FunctionMetrics {
  started(atMs: number, concurrency: { ofFunction: number; ofAccount: number }): void;
  ended(invocation: { startedAtMs: number; durationMs: number; failed: boolean }): void;
  throttled(atMs: number): void;
}

export interface FunctionMetricOptions {
  functionName: string;
  sink: MetricSink;
}

/** Publishes one observation, over all functions perhaps with another value. */
export type PutFunctionMetric = (
  name: string,
  unit: 'Count' | 'Milliseconds',
  value: number,
  timestampMs: number,
  accountValue?: number,
) => void;

/** Publishes with the dimensions FunctionName, FunctionName and Resource, and none. */
export function createFunctionPut({ functionName, sink }: FunctionMetricOptions): PutFunctionMetric {
  const ofFunction = [{ FunctionName: functionName }, { FunctionName: functionName, Resource: functionName }];

  return (name, unit, value, timestampMs, accountValue = value) => {
    for (const dimensions of ofFunction)
      sink.put({ namespace: 'AWS/Lambda', name, dimensions, value, unit, timestampMs });
    sink.put({
      namespace: 'AWS/Lambda',
      name,
      dimensions: NO_DIMENSIONS,
      value: accountValue,
      unit,
      timestampMs,
    });
  };
}

/** `Errors` and `Throttles` get a zero for each invocation without, as on AWS, so that their averages are rates. */
export function createFunctionMetrics(options: FunctionMetricOptions): FunctionMetrics {
  const put = createFunctionPut(options);
  return {
    started(atMs, concurrency) {
      put('Invocations', 'Count', 1, atMs);
      put('Throttles', 'Count', 0, atMs);
      put('ConcurrentExecutions', 'Count', concurrency.ofFunction, atMs, concurrency.ofAccount);
    },
    ended({ startedAtMs, durationMs, failed }) {
      put('Errors', 'Count', failed ? 1 : 0, startedAtMs);
      put('Duration', 'Milliseconds', durationMs, startedAtMs);
    },
    throttled: (atMs) => put('Throttles', 'Count', 1, atMs),
  };
}

const NO_DIMENSIONS = {};

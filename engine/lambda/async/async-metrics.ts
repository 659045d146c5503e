import {
  createFunctionPut,
  type FunctionMetricOptions,
  type PutFunctionMetric,
} from '../runtime/function-metrics.ts';

type AsyncCount =
  | 'AsyncEventsReceived'
  /** Ended without a success. */
  | 'AsyncEventsDropped'
  | 'DeadLetterErrors'
  | 'DestinationDeliveryFailures';

/** The `AWS/Lambda` metrics of one function's asynchronous invocations. Times are epoch ms. */
export interface AsyncMetrics {
  counted(name: AsyncCount, atMs: number): void;
  /** A try begins with an event of this age. */
  tried(ageMs: number, atMs: number): void;
}

export function createAsyncMetrics(options: FunctionMetricOptions): AsyncMetrics {
  const put: PutFunctionMetric = createFunctionPut(options);
  return {
    counted: (name, atMs) => put(name, 'Count', 1, atMs),
    tried: (ageMs, atMs) => put('AsyncEventAge', 'Milliseconds', ageMs, atMs),
  };
}

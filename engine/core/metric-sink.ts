/** One observation. `value` is a single sample; batches put one sample with their count, as AWS does. */
export interface Datum {
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
  value: number;
  unit: string;
  timestampMs: number;
}

/** Where services report what happened; CloudWatch is behind it. */
export interface MetricSink {
  put(datum: Datum): void;
}

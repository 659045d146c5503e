import type { Clock } from '../../core/clock.ts';
import type { MetricSink } from '../../core/metric-sink.ts';
import type { Mapping } from '../mappings/mapping.ts';

type EventCount =
  | 'PolledEventCount'
  | 'FilteredOutEventCount'
  | 'InvokedEventCount'
  | 'FailedInvokeEventCount'
  | 'DeletedEventCount';

/** Notes that so many messages of a mapping were polled, filtered out, given to the function, failed or deleted. */
export type CountEvents = (name: EventCount, count: number) => void;

/** Publishes the counts of a mapping whose MetricsConfig asks for them; what did not happen has no sample. */
export function createEventCounts(options: {
  clock: Clock;
  sink: MetricSink;
  mapping: Mapping;
}): CountEvents {
  const { clock, sink, mapping } = options;
  const dimensions = { EventSourceMappingUUID: mapping.uuid };
  return (name, value) => {
    if (!mapping.settings.countsEvents || value === 0) return;
    sink.put({
      namespace: 'AWS/Lambda',
      name,
      dimensions,
      value,
      unit: 'Count',
      timestampMs: clock.nowMs(),
    });
  };
}

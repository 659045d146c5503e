import type { Account } from '../core/account.ts';
import type { ServiceActions } from '../core/action.ts';
import type { Clock } from '../core/clock.ts';
import type { Disk } from '../core/disk/disk.ts';
import type { MetricSink } from '../core/metric-sink.ts';
import { getMetricData } from './actions/get-metric-data.ts';
import { getMetricStatistics } from './actions/get-metric-statistics.ts';
import { listMetrics } from './actions/list-metrics.ts';
import { putMetricData } from './actions/put-metric-data.ts';
import { createAlarmStore } from './alarms/alarm-store.ts';
import { deleteAlarms } from './alarms/delete-alarms.ts';
import { describeAlarmsForMetric } from './alarms/describe-alarms-for-metric.ts';
import { describeAlarms } from './alarms/describe-alarms.ts';
import { putMetricAlarm } from './alarms/put-metric-alarm.ts';
import { addSamples } from './series/bucket.ts';
import { createMetricDisk } from './series/metric-disk.ts';
import { createMetricStore } from './series/metric-store.ts';

export interface CloudWatch {
  service: ServiceActions;
  /** Where the other services report; a datum put here is readable at once. */
  sink: MetricSink;
  close(): void;
}

/** CloudWatch: metrics, and alarms on them. An engine has one account, so nothing asks which. */
export function createCloudWatch({
  clock,
  account,
  disk,
}: {
  clock: Clock;
  account: Account;
  disk: Disk;
}): CloudWatch {
  const store = createMetricStore({ clock, disk: createMetricDisk(disk) });
  const context = { clock, store };
  const alarms = createAlarmStore({ clock, metrics: store, records: disk.records('alarm') });
  return {
    service: {
      protocol: 'json',
      targetPrefix: 'GraniteServiceVersion20100801',
      actions: [
        getMetricData(context),
        getMetricStatistics(context),
        listMetrics(context),
        putMetricData(context),
        putMetricAlarm({ alarms }),
        describeAlarms({ alarms, account }),
        describeAlarmsForMetric({ alarms, account }),
        deleteAlarms({ alarms }),
      ],
    },
    sink: {
      put(datum) {
        for (const bucket of store.bucketsFor(datum, datum.unit, datum.timestampMs, false)) {
          addSamples(bucket, datum.value, 1);
        }
      },
    },
    close: () => store.close(),
  };
}

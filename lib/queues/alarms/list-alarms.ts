import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { callAws } from '#lib/aws/call';
import { readAllPages } from '#lib/aws/paginate';
import type { Context } from '#lib/context';
import { createPatientReads, type Outcome } from '#lib/flow/patient-reads';
import type { AlarmFacts } from '#lib/queues/diagnose/facts';
import { watchedQueues } from './watched-queues.ts';

/** CloudWatch allows nine requests a second, and an account may have thousands of alarms. */
const ALARMS_TTL_MS = 60_000;
const PATIENCE_MS = 1000;
/** Bound of DescribeAlarms. */
const MAX_RECORDS = 100;

/** The alarms on queues, by the name of the queue. */
export interface QueueAlarms {
  byQueue: ReadonlyMap<string, AlarmFacts[]>;
  /** An alarm computes over queues that it does not name: which ones it watches cannot be told. */
  mayWatchAny: boolean;
}

/**
 * Every metric alarm of the account and region on SQS metrics; read at most once a minute for all viewers, and not waited for longer
 * than a second. Its error is `access-denied` (cloudwatch:DescribeAlarms), `throttled` or `unreachable`.
 */
export function listAlarms({ ctx }: { ctx: Context }): Promise<Outcome<QueueAlarms>> {
  const reads = ctx.shared.of('alarms', () =>
    createPatientReads<QueueAlarms>({ clock: ctx.clock, ttlMs: ALARMS_TTL_MS, patienceMs: PATIENCE_MS }),
  );
  return reads.read('all', () => readAlarms(ctx));
}

async function readAlarms(ctx: Context): Promise<QueueAlarms> {
  const alarms = await readAllPages(async (NextToken) => {
    const page = await callAws({ action: 'cloudwatch:DescribeAlarms' }, () =>
      ctx.aws.cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm'], MaxRecords: MAX_RECORDS, NextToken }),
      ),
    );
    return { items: page.MetricAlarms ?? [], next: page.NextToken };
  });

  const byQueue = new Map<string, AlarmFacts[]>();
  let mayWatchAny = false;
  for (const alarm of alarms) {
    const watched = watchedQueues(alarm);
    mayWatchAny ||= watched.mayWatchAny;
    for (const { queue, metric } of watched.named) {
      byQueue.set(queue, [...(byQueue.get(queue) ?? []), { name: alarm.AlarmName ?? '', metric }]);
    }
  }
  return { byQueue, mayWatchAny };
}

import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { createSharedReads } from '#lib/flow/shared-reads';
import { PROCESSOR_METRICS } from '#lib/attempts/metrics/metric-names';
import { depthHistory } from '#lib/queues/depth/shared-depths';
import { holdsDeadLetters } from '#lib/queues/holds-dead-letters';
import { pollQueues } from '#lib/queues/poll-queues';
import type { QueueSummary } from '#lib/queues/types';
import { oldestAges } from './ages/oldest-ages.ts';
import { metricsTtlMs } from './metrics-ttl.ts';
import { readSeries } from './read-series.ts';
import { latest, processorTotalQuery, sqsQuery, total } from './series-queries.ts';
import type { OverviewMetrics } from './types.ts';
import { metricsWindow } from './window.ts';

const WINDOW_MINUTES = 15;
/** Points of one sparkline. */
const MAX_SAMPLES = 60;

type Totals = Omit<OverviewMetrics, 'samples'>;

/**
 * What the overview shows besides the queues: recent depths, and counts over all queues of the last 15 minutes. CloudWatch
 * is asked at most once per time to live for all viewers; what it refuses is said in `error`.
 * @throws DomainError as `listQueues`
 */
export async function overviewMetrics({ ctx }: { ctx: Context }): Promise<OverviewMetrics> {
  const { queues } = await pollQueues({ ctx });
  // An empty queue has no oldest message, and CloudWatch is paid by the metric.
  const deadLetterQueues = queues.filter((queue) => holdsDeadLetters(queue) && holdsMessages(queue));
  const reads = ctx.shared.of('overview-metrics', () =>
    createSharedReads<Totals>({ clock: ctx.clock, ttlMs: metricsTtlMs(process.env) }),
  );
  const totals = await reads.read('all', () =>
    readTotals(
      ctx,
      deadLetterQueues.map(({ name }) => name),
    ),
  );
  return { samples: depthHistory(ctx).recent(MAX_SAMPLES), ...totals };
}

function holdsMessages({ depth }: QueueSummary): boolean {
  return depth.visible + depth.inFlight + depth.delayed > 0;
}

async function readTotals(ctx: Context, deadLetterQueues: string[]): Promise<Totals> {
  const readAtMs = ctx.clock.nowMs();
  const window = metricsWindow(WINDOW_MINUTES, readAtMs);
  const queries = [
    processorTotalQuery(PROCESSOR_METRICS.attempts),
    processorTotalQuery(PROCESSOR_METRICS.failures),
    processorTotalQuery(PROCESSOR_METRICS.retries),
    ...deadLetterQueues.map((name) => sqsQuery(name, 'ApproximateAgeOfOldestMessage', 'Maximum')),
  ];
  try {
    const [attempts, failures, retries, ...ages] = await readSeries({ ctx, input: { window, queries } });
    for (const [index, name] of deadLetterQueues.entries()) oldestAges(ctx).note(name, ages[index], window);
    const attemptCount = total(attempts);
    return {
      attempts: attemptCount,
      // With attempts known, no failure or retry means none: the processor publishes them only when there are some.
      failedAttempts: attemptCount === null ? null : (total(failures) ?? 0),
      retries: attemptCount === null ? null : (total(retries) ?? 0),
      deadLetterAgeSeconds: Object.fromEntries(
        deadLetterQueues.flatMap((name, index) => {
          const age = latest(ages[index]);
          return age === null ? [] : [[name, age] as const];
        }),
      ),
      error: null,
      readAtMs,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const unknown = { attempts: null, failedAttempts: null, retries: null, deadLetterAgeSeconds: {} };
    return { ...unknown, error: error.message, readAtMs };
  }
}

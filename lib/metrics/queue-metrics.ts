import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { createSharedReads } from '#lib/flow/shared-reads';
import { parseInput } from '#lib/parse-input';
import { ATTEMPT_LABELS } from '#lib/attempts/metrics/attempt-label';
import { describeQueue } from '#lib/queues/describe-queue';
import { holdsDeadLetters } from '#lib/queues/holds-dead-letters';
import type { QueueDetail } from '#lib/queues/types';
import { oldestAges } from './ages/oldest-ages.ts';
import { MetricsSchema } from './metrics-schema.ts';
import { metricsTtlMs } from './metrics-ttl.ts';
import { readSeries } from './read-series.ts';
import { attemptQueries, deathQueries, latest, sqsQuery, total } from './series-queries.ts';
import type { Points, QueueMetrics } from './types.ts';
import { metricsWindow } from './window.ts';

/**
 * History of one queue over the last `minutes` (5..20,160, default 60), from CloudWatch by one request, read at most once
 * per time to live and window for all viewers. What CloudWatch refuses is said in `error`, with all points as gaps.
 * @throws DomainError `invalid-input`, `queue-not-found`
 */
export async function queueMetrics({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; request: unknown };
}): Promise<QueueMetrics> {
  const { minutes } = parseInput(MetricsSchema, input.request);
  const reads = ctx.shared.of('queue-metrics', () =>
    createSharedReads<QueueMetrics>({ clock: ctx.clock, ttlMs: metricsTtlMs(process.env) }),
  );
  const queue = await describeQueue({ ctx, input: { name: input.queue } });
  return reads.read(`${queue.name} ${minutes}`, () => readQueueMetrics(ctx, queue, minutes));
}

async function readQueueMetrics(ctx: Context, queue: QueueDetail, minutes: number): Promise<QueueMetrics> {
  const readAtMs = ctx.clock.nowMs();
  const window = metricsWindow(minutes, readAtMs);
  const { periodSeconds, timestampsMs } = window;
  const deaths = deathQueries(queue.name, queue.maxReceiveCount);
  // Depth and age are read at their peak, because an average hides a short spike.
  const queries = [
    sqsQuery(queue.name, 'ApproximateNumberOfMessagesVisible', 'Maximum'),
    sqsQuery(queue.name, 'ApproximateNumberOfMessagesNotVisible', 'Maximum'),
    sqsQuery(queue.name, 'ApproximateNumberOfMessagesDelayed', 'Maximum'),
    sqsQuery(queue.name, 'NumberOfMessagesSent', 'Sum'),
    sqsQuery(queue.name, 'NumberOfMessagesReceived', 'Sum'),
    sqsQuery(queue.name, 'NumberOfMessagesDeleted', 'Sum'),
    sqsQuery(queue.name, 'ApproximateAgeOfOldestMessage', 'Maximum'),
    ...attemptQueries(queue.name),
    ...deaths,
    ...deadLetterQueries(queue),
  ];
  const { points, error } = await tryReadSeries(ctx, { window, queries });

  const gaps = timestampsMs.map(() => null);
  const [visible, inFlight, delayed, sent, received, deleted, oldestAgeSeconds, ...rest] = points;
  const attempts = countAttempts(
    rest.slice(0, ATTEMPT_LABELS.length),
    rest.slice(ATTEMPT_LABELS.length, 2 * ATTEMPT_LABELS.length),
  );
  const counted = 2 * ATTEMPT_LABELS.length + deaths.length;
  const [deadLetters, deadLetterAge] = rest.slice(counted);
  oldestAges(ctx).note(queue.name, oldestAgeSeconds, window);
  if (queue.deadLetterQueue) oldestAges(ctx).note(queue.deadLetterQueue, deadLetterAge, window);
  return {
    periodSeconds,
    timestampsMs,
    series: {
      visible: visible ?? gaps,
      inFlight: inFlight ?? gaps,
      delayed: delayed ?? gaps,
      sent: sent ?? gaps,
      received: received ?? gaps,
      deleted: deleted ?? gaps,
      oldestAgeSeconds: oldestAgeSeconds ?? gaps,
      deadLetters: deadLetters ?? gaps,
    },
    attempts,
    // Where attempts are counted and no death is, none died; without attempts nothing is known.
    died: deaths.length > 0 && attempts.length > 0 ? (total(rest[counted - 1]) ?? 0) : null,
    deadLetterAgeSeconds: latest(deadLetterAge),
    error,
    readAtMs,
  };
}

/** Depth and age of the queue's dead-letter queue; of itself, when it is one and has none. */
function deadLetterQueries(queue: QueueDetail) {
  const name = queue.deadLetterQueue ?? (holdsDeadLetters(queue) ? queue.name : null);
  return name === null
    ? []
    : [
        sqsQuery(name, 'ApproximateNumberOfMessagesVisible', 'Maximum'),
        sqsQuery(name, 'ApproximateAgeOfOldestMessage', 'Maximum'),
      ];
}

async function tryReadSeries(ctx: Context, input: Parameters<typeof readSeries>[0]['input']) {
  try {
    return { points: await readSeries({ ctx, input }), error: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { points: [], error: error.message };
  }
}

function countAttempts(attempts: Points[], failures: Points[]): QueueMetrics['attempts'] {
  return ATTEMPT_LABELS.flatMap((attempt, index) => {
    const count = total(attempts[index]);
    return count === null ? [] : { attempt, attempts: count, failures: total(failures[index]) ?? 0 };
  });
}

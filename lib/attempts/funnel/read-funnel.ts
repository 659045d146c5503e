import type { Context } from '#lib/context';
import { queueMetrics } from '#lib/metrics/queue-metrics';
import { describeQueue } from '#lib/queues/describe-queue';
import type { Funnel } from '../types.ts';
import { toSteps } from './to-steps.ts';

/**
 * How many messages came to each attempt in the last `minutes` (5..20,160, default 60), what became of them there, and how many died. From the
 * very figures that the queue's metrics show: no request of its own, and no need of the table.
 * @throws DomainError `invalid-input`, `queue-not-found`
 */
export async function readFunnel({
  ctx,
  input,
}: {
  ctx: Context;
  input: { queue: string; request: unknown };
}): Promise<Funnel> {
  const metrics = await queueMetrics({ ctx, input });
  const { maxReceiveCount } = await describeQueue({ ctx, input: { name: input.queue } });
  const { timestampsMs, periodSeconds } = metrics;
  return {
    steps: toSteps(metrics.attempts, maxReceiveCount),
    died: metrics.died,
    maxReceiveCount,
    fromMs: timestampsMs[0] ?? metrics.readAtMs,
    toMs: (timestampsMs.at(-1) ?? metrics.readAtMs) + periodSeconds * 1000,
    error: metrics.error,
    readAtMs: metrics.readAtMs,
  };
}

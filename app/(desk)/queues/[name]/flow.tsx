'use client';

import { DeadLetterFlow } from '#components/queues/pipeline/dead-letter-flow.tsx';
import { Pipeline } from '#components/queues/pipeline/pipeline.tsx';
import type { QueueDetail } from '#lib/queues/types';

import { useFunnel, useQueueMetrics } from '../../_data/use-queue.ts';
import { useOverviewMetrics } from '../../_data/use-queues.ts';
import { isDeadLetterQueueOnly } from './dead-letter-queue-only.ts';
import { WINDOW_WORDS, type WindowMinutes } from './search-params.ts';

/** The way of messages through the queue. Its attempts are those of the funnel below: one reading serves both. */
export function Flow({ queue, minutes }: { queue: QueueDetail; minutes: WindowMinutes }) {
  const { data: metrics } = useQueueMetrics(queue.name, minutes);
  const { data: funnel } = useFunnel(queue.name, minutes);
  const ages = useOverviewMetrics().data?.deadLetterAgeSeconds;
  return isDeadLetterQueueOnly(queue) ? (
    <DeadLetterFlow queue={queue} ageSeconds={ages?.[queue.name] ?? null} />
  ) : (
    <Pipeline
      queue={queue}
      steps={funnel?.steps}
      deadLetterAgeSeconds={metrics?.deadLetterAgeSeconds ?? null}
      windowLabel={WINDOW_WORDS[minutes]}
    />
  );
}

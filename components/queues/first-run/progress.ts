import type { OverviewMetrics } from '#lib/metrics/types';
import type { QueueList, QueueSummary } from '#lib/queues/types';

/** The stations of a test batch, in the order it passes them. */
export const STATIONS = ['sent', 'processed', 'retried', 'dead', 'redriven'] as const;

export type Station = (typeof STATIONS)[number];

/** How far the test batch has come. It outlives the page, because its last station is on another one. */
export interface Progress {
  queue: string;
  deadLetterQueue: string;
  accepted: number;
  /** What the numbers were when it was sent. */
  before: { attempts: number; retries: number; deadLetters: number };
  /** Most dead letters seen since. */
  mostDeadLetters: number;
  /** The last station reached; all earlier ones are behind it. */
  reached: Station;
}

/** The queue to try things on, if it has both a dead-letter queue and a consumer that takes messages: never one that was not made for it. */
export function findTestQueue(list: QueueList): (QueueSummary & { deadLetterQueue: string }) | undefined {
  return list.queues.find(
    (queue): queue is QueueSummary & { deadLetterQueue: string } =>
      queue.name === list.testQueue &&
      queue.deadLetterQueue !== null &&
      queue.type === 'standard' &&
      queue.consumers.some((consumer) => consumer.state === 'enabled'),
  );
}

/** True when nothing has happened here yet. */
export function isUntouched(list: QueueList, metrics: OverviewMetrics): boolean {
  return (
    !metrics.attempts &&
    list.queues.every(({ depth }) => depth.visible + depth.inFlight + depth.delayed === 0)
  );
}

export function countDeadLetters(list: QueueList, name: string): number {
  return list.queues.find((queue) => queue.name === name)?.depth.visible ?? 0;
}

/** `progress` after a look at the numbers; it never goes back. */
export function advance(progress: Progress, list: QueueList, metrics: OverviewMetrics): Progress {
  const deadLetters = countDeadLetters(list, progress.deadLetterQueue);
  const mostDeadLetters = Math.max(progress.mostDeadLetters, deadLetters);
  const seen: Record<Station, boolean> = {
    sent: true,
    processed: (metrics.attempts ?? 0) > progress.before.attempts,
    retried: (metrics.retries ?? 0) > progress.before.retries,
    dead: deadLetters > progress.before.deadLetters,
    redriven: deadLetters < progress.mostDeadLetters,
  };
  const reached = STATIONS.findLast((station) => seen[station]) ?? 'sent';
  const further = STATIONS.indexOf(reached) > STATIONS.indexOf(progress.reached);
  if (!further && mostDeadLetters === progress.mostDeadLetters) return progress;
  return { ...progress, mostDeadLetters, reached: further ? reached : progress.reached };
}

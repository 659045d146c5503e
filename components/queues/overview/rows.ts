import { holdsDeadLetters } from '#components/queues/holds-dead-letters.ts';
import type { OverviewMetrics } from '#lib/metrics/types';
import type { QueueList, QueueSummary } from '#lib/queues/types';

/** A queue with the queue that takes its dead letters, as one row. */
export interface OverviewRow {
  queue: QueueSummary;
  /** Null without a redrive policy. */
  deadLetters: {
    name: string;
    /** Null when that queue could not be read. */
    count: number | null;
    /** Age of the oldest; null when not known. */
    ageSeconds: number | null;
  } | null;
}

/**
 * The rows of the overview. A dead-letter queue is shown in the rows of its sources and has none of its own, unless
 * none of its sources is listed or it dead-letters itself. Holders of dead letters come first, then queues whose
 * messages nobody takes or that have a finding of danger, then the rest; by name within each, so that rows stay put while numbers move.
 */
export function toRows(list: QueueList, ages: OverviewMetrics['deadLetterAgeSeconds'] = {}): OverviewRow[] {
  const byName = new Map(list.queues.map((queue) => [queue.name, queue]));
  return list.queues
    .filter((queue) => queue.deadLetterQueue || !queue.deadLetterSources.some((source) => byName.has(source)))
    .map((queue) => ({ queue, deadLetters: readDeadLetters(queue, byName, ages) }))
    .toSorted((a, b) => rank(a) - rank(b) || a.queue.name.localeCompare(b.queue.name));
}

function readDeadLetters(
  queue: QueueSummary,
  byName: Map<string, QueueSummary>,
  ages: Record<string, number>,
): OverviewRow['deadLetters'] {
  const { deadLetterQueue, name, depth } = queue;
  // A dead-letter queue on its own row: what it holds are dead letters.
  const holder = deadLetterQueue ?? (holdsDeadLetters(queue) ? name : null);
  if (!holder) return null;
  const count = holder === name ? depth.visible : byName.get(holder)?.depth.visible;
  return { name: holder, count: count ?? null, ageSeconds: count ? (ages[holder] ?? null) : null };
}

function rank({ queue, deadLetters }: OverviewRow): number {
  if (deadLetters?.count) return 0;
  if (queue.findings.danger) return 1;
  const taken = queue.consumers.some((consumer) => consumer.state === 'enabled');
  return queue.depth.visible && queue.consumers.length && !taken ? 1 : 2;
}

/** Sums over all queues; every dead-letter queue counts once, however many sources it has. */
export interface OverviewTotals {
  deadLetters: number;
  deadLetterQueues: number;
  oldestAgeSeconds: number | null;
  waiting: number;
  inFlight: number;
}

/** Waiting and in flight leave dead-letter queues out. */
export function sumTotals(list: QueueList, ages: Record<string, number> = {}): OverviewTotals {
  const totals: OverviewTotals = {
    deadLetters: 0,
    deadLetterQueues: 0,
    oldestAgeSeconds: null,
    waiting: 0,
    inFlight: 0,
  };
  for (const queue of list.queues) {
    const { name, depth } = queue;
    if (!holdsDeadLetters(queue)) {
      totals.waiting += depth.visible;
      totals.inFlight += depth.inFlight;
    } else if (depth.visible) {
      totals.deadLetters += depth.visible;
      totals.deadLetterQueues += 1;
      const age = ages[name];
      if (age !== undefined) totals.oldestAgeSeconds = Math.max(totals.oldestAgeSeconds ?? 0, age);
    }
  }
  return totals;
}

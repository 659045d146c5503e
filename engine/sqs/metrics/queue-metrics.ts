import type { Clock, Timer } from '../../core/clock.ts';
import type { MetricSink } from '../../core/metric-sink.ts';
import { LIMITS } from '../limits.ts';
import type { Message } from '../state/message.ts';
import type { Queue } from '../state/queue.ts';
import { settle } from '../state/transitions.ts';

const NAMESPACE = 'AWS/SQS';
const MINUTE_MS = 60_000;

/** A queue of nothing but poison must not hold up everybody else. */
const LOOKED_AT = 10_000;

/** What SQS tells CloudWatch. Counts go out as they happen, the gauges each minute while a queue is active. */
export interface QueueMetrics {
  /** Notes an action on the queue; the first one after creation or six idle hours gives a sample at once. */
  active(queue: Queue): void;
  /** One call that sent messages of these sizes. */
  sent(queue: Queue, sizesBytes: readonly number[]): void;
  /** Sends to a FIFO queue that a remembered deduplication id swallowed. */
  deduplicated(queue: Queue, count: number): void;
  /** One answered receive; 0 is an empty one. */
  received(queue: Queue, count: number): void;
  /** One call that deleted, repeated deletes included. */
  deleted(queue: Queue, count: number): void;
  close(): void;
}

interface QueueMetricsOptions {
  clock: Clock;
  sink: MetricSink;
  queues: ReadonlyMap<string, Queue>;
}

export function createQueueMetrics({ clock, sink, queues }: QueueMetricsOptions): QueueMetrics {
  let timer: Timer | undefined;

  const put = (queue: Queue, name: string, value: number, unit: string, timestampMs: number) => {
    sink.put({ namespace: NAMESPACE, name, dimensions: queue.dimensions, value, unit, timestampMs });
  };

  const sample = (queue: Queue, nowMs: number) => {
    settle(queue, nowMs);
    put(queue, 'ApproximateNumberOfMessagesVisible', queue.ready.size, 'Count', nowMs);
    put(queue, 'ApproximateNumberOfMessagesNotVisible', queue.inFlightCount, 'Count', nowMs);
    put(queue, 'ApproximateNumberOfMessagesDelayed', queue.delayedCount, 'Count', nowMs);
    put(queue, 'ApproximateAgeOfOldestMessage', ageOfOldestSeconds(queue, nowMs), 'Seconds', nowMs);
    for (const [name, value] of Object.entries(queue.ready.gauges())) put(queue, name, value, 'Count', nowMs);
  };

  const tick = () => {
    timer = undefined;
    const nowMs = clock.nowMs();
    let anyActive = false;
    for (const queue of queues.values()) {
      if (nowMs - queue.lastActiveAtMs > LIMITS.activeMs) continue;
      anyActive = true;
      sample(queue, nowMs);
    }
    if (anyActive) schedule(nowMs);
  };

  const schedule = (nowMs: number) => {
    timer = clock.at((Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS, tick);
  };

  return {
    active(queue) {
      const nowMs = clock.nowMs();
      const idleMs = nowMs - queue.lastActiveAtMs;
      queue.lastActiveAtMs = nowMs;
      if (idleMs > LIMITS.activeMs) sample(queue, nowMs);
      if (!timer) schedule(nowMs);
    },
    sent(queue, sizesBytes) {
      const nowMs = clock.nowMs();
      put(queue, 'NumberOfMessagesSent', sizesBytes.length, 'Count', nowMs);
      for (const sizeBytes of sizesBytes) put(queue, 'SentMessageSize', sizeBytes, 'Bytes', nowMs);
    },
    deduplicated(queue, count) {
      put(queue, 'NumberOfDeduplicatedSentMessages', count, 'Count', clock.nowMs());
    },
    received(queue, count) {
      if (count > 0) put(queue, 'NumberOfMessagesReceived', count, 'Count', clock.nowMs());
      else put(queue, 'NumberOfEmptyReceives', 1, 'Count', clock.nowMs());
    },
    deleted(queue, count) {
      put(queue, 'NumberOfMessagesDeleted', count, 'Count', clock.nowMs());
    },
    close() {
      timer?.cancel();
    },
  };
}

/**
 * A standard queue passes over messages of its own that were received three times and not deleted: they count no longer.
 * Dead letters bring their receive count along and do count.
 */
function ageOfOldestSeconds(queue: Queue, nowMs: number): number {
  let oldest = queue.entered.first;
  for (let looked = 0; oldest && looked < LOOKED_AT && isAgedOut(queue, oldest); looked++) {
    oldest = oldest.nextEntered;
  }
  return oldest ? Math.floor((nowMs - oldest.enteredAtMs) / 1000) : 0;
}

function isAgedOut(queue: Queue, message: Message): boolean {
  if (queue.fifo || message.deadLetterSourceArn !== undefined) return false;
  return message.receiveCount >= LIMITS.agedOutReceives;
}

import type { Clock } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { QueueFacts, QueuePort } from '../../core/queue-port.ts';
import { MAPPING_LIMITS } from '../limits.ts';
import type { InvocationResult } from '../runtime/function-runtime.ts';
import { createBatchGatherer, type Batch, type BatchLimits } from './batch-gatherer.ts';
import { readBatchResponse } from './batch-response.ts';

export interface PollerSettings extends Pick<BatchLimits, 'batchSize' | 'batchingWindowSeconds'> {
  reportBatchItemFailures: boolean;
  /** Batches at the same time; undefined leaves it to the poller. */
  maximumConcurrency: number | undefined;
  functionTimeoutSeconds: number;
}

export interface Poller {
  /** Receives no more; resolves when the batches that are running have ended. */
  stop(): Promise<void>;
}

/**
 * Feeds a function from a queue: receives, invokes, deletes what succeeded. What failed is left alone and returns when
 * its visibility timeout ends. A queue that does not exist (yet, or any more) is looked for now and then.
 */
export function startPoller(options: {
  clock: Clock;
  queues: QueuePort;
  queueArn: string;
  region: string;
  /** Read anew for every batch. */
  settings: () => PollerSettings;
  invoke: (payload: string) => Promise<InvocationResult>;
  /** What went wrong inside the engine; a function's own failure is none of it. */
  onDefect: (error: unknown) => void;
}): Poller {
  const { clock, queues, queueArn, settings, invoke, onDefect } = options;
  const gatherer = createBatchGatherer(options);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopping.signal.aborted) return resolve();
      const end = () => {
        timer.cancel();
        stopping.signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = clock.at(clock.nowMs() + ms, end);
      stopping.signal.addEventListener('abort', end);
    });

  const complete = ({ records }: Batch, { payload, failed }: InvocationResult) => {
    if (failed) return;
    const ids = new Set(records.map(({ messageId }) => messageId));
    const verdict = settings().reportBatchItemFailures
      ? readBatchResponse(payload, ids)
      : ({ kind: 'all-done' } as const);
    if (verdict.kind === 'none-done') return;
    const done =
      verdict.kind === 'all-done'
        ? records
        : records.filter(({ messageId }) => !verdict.failedIds.has(messageId));
    queues.delete({ queueArn, receiptHandles: done.map(({ receiptHandle }) => receiptHandle) });
  };

  /** Tries a throttled batch again until its messages become visible to others; trying costs no receive. */
  const deliver = async (batch: Batch, visibleAgainMs: number) => {
    let pauseMs: number = MAPPING_LIMITS.minThrottlePauseMs;
    for (;;) {
      try {
        complete(batch, await invoke(batch.payload));
        return;
      } catch (error) {
        if (!(error instanceof Fault && error.fact === 'TooManyRequests')) throw error;
      }
      await pause(Math.min(pauseMs, visibleAgainMs - clock.nowMs()));
      if (stopping.signal.aborted || clock.nowMs() >= visibleAgainMs) return;
      pauseMs = Math.min(pauseMs * 2, MAPPING_LIMITS.maxThrottlePauseMs);
    }
  };

  const track = (work: Promise<void>) => {
    const tracked = work.catch(onDefect).finally(() => running.delete(tracked));
    running.add(tracked);
  };

  const slotFree = async () => {
    const { maximumConcurrency = MAPPING_LIMITS.concurrentBatches } = settings();
    while (running.size >= Math.min(maximumConcurrency, MAPPING_LIMITS.concurrentBatches))
      await Promise.race(running);
  };

  const poll = async () => {
    while (!stopping.signal.aborted) {
      await slotFree();
      const queue = queues.find(queueArn);
      if (stopping.signal.aborted) return;
      const current = settings();
      const hiddenSeconds = queue && extendedHiddenSeconds(current, queue);
      const batch = queue && (await gatherer.next({ ...current, hiddenSeconds }, stopping.signal));
      if (batch) {
        const batchHiddenSeconds = hiddenSeconds ?? queue.visibilityTimeoutSeconds;
        track(deliver(batch, batch.receivedAtMs + batchHiddenSeconds * 1000));
      } else if (!queues.find(queueArn)) {
        await pause(MAPPING_LIMITS.missingQueuePauseMs);
      }
    }
  };
  const polling = poll().catch(onDefect);

  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
  };
}

/**
 * How long a batch is hidden when its window and its invocation together outlast the queue's visibility timeout;
 * undefined when they do not. Otherwise what a batch waits for would be received again into it.
 */
function extendedHiddenSeconds(settings: PollerSettings, queue: QueueFacts): number | undefined {
  const { batchingWindowSeconds, functionTimeoutSeconds } = settings;
  const neededSeconds = batchingWindowSeconds + functionTimeoutSeconds;
  if (batchingWindowSeconds === 0 || neededSeconds <= queue.visibilityTimeoutSeconds) return undefined;
  return neededSeconds + MAPPING_LIMITS.hiddenMarginSeconds;
}

import type { Clock } from '../../core/clock.ts';
import { Fault } from '../../core/fault.ts';
import type { QueueFacts, QueuePort } from '../../core/queue-port.ts';
import { createRecordFilter, type RecordFilter } from '../filters/record-filter.ts';
import { LAMBDA_LIMITS, MAPPING_LIMITS } from '../limits.ts';
import type { InvocationResult } from '../runtime/function-runtime.ts';
import { createBatchGatherer, type Batch, type BatchLimits } from './batch-gatherer.ts';
import { readBatchResponse } from './batch-response.ts';
import { createConcurrency } from './concurrency.ts';
import type { CountEvents } from './event-counts.ts';

export interface PollerSettings extends Pick<BatchLimits, 'batchSize' | 'batchingWindowSeconds'> {
  reportBatchItemFailures: boolean;
  /** Batches at the same time; undefined leaves it to the poller. */
  maximumConcurrency: number | undefined;
  functionTimeoutSeconds: number;
  filterPatterns: readonly string[];
}

export interface Poller {
  /** Receives no more; resolves when the batches that are running have ended. */
  stop(): Promise<void>;
}

/**
 * Feeds a function from a queue: receives, invokes, deletes what succeeded. What failed is left alone and returns when
 * its visibility timeout ends. A queue or function that does not exist (yet, or any more) is looked for now and then.
 */
export function startPoller(options: {
  clock: Clock;
  queues: QueuePort;
  queueArn: string;
  region: string;
  /** Read anew for every batch; undefined while there is no such function. */
  settings: () => PollerSettings | undefined;
  invoke: (payload: string) => Promise<InvocationResult>;
  counted: CountEvents;
  /** What went wrong inside the engine; a function's own failure is none of it. */
  onDefect: (error: unknown) => void;
}): Poller {
  const { clock, queues, queueArn, region, settings, invoke, counted, onDefect } = options;
  const concurrency = createConcurrency({ clock });
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

  const doneRecords = ({ records }: Batch, { payload, failed }: InvocationResult) => {
    if (failed) return [];
    if (!settings()?.reportBatchItemFailures) return records;
    const verdict = readBatchResponse(payload, new Set(records.map(({ messageId }) => messageId)));
    if (verdict.kind === 'none-done') return [];
    if (verdict.kind === 'all-done') return records;
    return records.filter(({ messageId }) => !verdict.failedIds.has(messageId));
  };

  const complete = (batch: Batch, result: InvocationResult) => {
    if (result.failed) concurrency.troubled();
    const done = doneRecords(batch, result);
    counted('InvokedEventCount', batch.records.length);
    counted('FailedInvokeEventCount', batch.records.length - done.length);
    counted('DeletedEventCount', done.length);
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
        concurrency.troubled();
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

  const isFull = () => {
    const most = Math.min(settings()?.maximumConcurrency ?? Infinity, LAMBDA_LIMITS.accountConcurrency);
    return running.size >= concurrency.limit(most);
  };

  const slotFree = async () => {
    while (isFull() && !stopping.signal.aborted) {
      concurrency.saturated();
      if (isFull()) await Promise.race([...running, pause(MAPPING_LIMITS.concurrencyStepMs)]);
    }
  };

  let filter: { patterns: readonly string[]; passes: RecordFilter } | undefined;
  const filterOf = ({ filterPatterns: patterns }: PollerSettings): RecordFilter => {
    if (filter?.patterns !== patterns) {
      filter = { patterns, passes: createRecordFilter(patterns, { queueArn, region }) };
    }
    return filter.passes;
  };

  const pollOnce = async (queue: QueueFacts, current: PollerSettings) => {
    const hiddenSeconds = extendedHiddenSeconds(current, queue);
    const limits = { ...current, hiddenSeconds, filter: filterOf(current) };
    const batch = await gatherer.next(limits, stopping.signal);
    if (!batch) {
      if (running.size === 0) concurrency.idle();
      return;
    }
    const batchHiddenSeconds = hiddenSeconds ?? queue.visibilityTimeoutSeconds;
    track(deliver(batch, batch.receivedAtMs + batchHiddenSeconds * 1000));
  };

  const poll = async () => {
    while (!stopping.signal.aborted) {
      await slotFree();
      const queue = queues.find(queueArn);
      const current = settings();
      if (stopping.signal.aborted) return;
      if (queue && current) await pollOnce(queue, current);
      else await pause(MAPPING_LIMITS.missingPauseMs);
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

import type { Clock } from '../../core/clock.ts';
import type { QueuePort, QueueRecord } from '../../core/queue-port.ts';
import type { RecordFilter } from '../filters/record-filter.ts';
import { LAMBDA_LIMITS, MAPPING_LIMITS } from '../limits.ts';
import type { CountEvents } from './event-counts.ts';
import { formatEvent, formatRecord } from './record.ts';

export interface BatchLimits {
  batchSize: number;
  /** 0: a batch is what one receive returns. */
  batchingWindowSeconds: number;
  /** How long received messages are hidden; undefined leaves it to the queue. */
  hiddenSeconds?: number | undefined;
  /** What does not pass is deleted and never part of a batch. */
  filter: RecordFilter;
}

/** Messages that go to the function together. */
export interface Batch {
  records: QueueRecord[];
  /** The event, as JSON. */
  payload: string;
  /** When the first of them was received: its visibility timeout runs from here. */
  receivedAtMs: number;
}

export interface BatchGatherer {
  /** The next batch; undefined when nothing came within a long poll or `signal` was aborted before anything came. */
  next(limits: BatchLimits, signal: AbortSignal): Promise<Batch | undefined>;
}

interface Received {
  record: QueueRecord;
  json: string;
  receivedAtMs: number;
}

type ReceiveRequest = Parameters<QueuePort['receive']>[0];

/** `{"Records":[]}` */
const ENVELOPE_BYTES = formatEvent([]).length;

/**
 * Receives until a batch is full, its window is over or its event reaches 6 MB. What was received beyond that opens the
 * next batch.
 */
export function createBatchGatherer(options: {
  clock: Clock;
  queues: QueuePort;
  queueArn: string;
  region: string;
  counted: CountEvents;
}): BatchGatherer {
  const { clock, queues, queueArn, region, counted } = options;
  let carried: Received[] = [];

  const receive = async (
    request: Omit<ReceiveRequest, 'queueArn'>,
    filter: RecordFilter,
  ): Promise<Received[]> => {
    const polled = await queues.receive({ queueArn, ...request });
    const receivedAtMs = clock.nowMs();
    counted('PolledEventCount', polled.length);
    const records = polled.filter(filter);
    if (records.length < polled.length) {
      const passed = new Set(records);
      const filteredOut = polled.filter((record) => !passed.has(record));
      counted('FilteredOutEventCount', filteredOut.length);
      queues.delete({ queueArn, receiptHandles: filteredOut.map(({ receiptHandle }) => receiptHandle) });
    }
    return records.map((record) => ({
      record,
      json: formatRecord(record, { queueArn, region }),
      receivedAtMs,
    }));
  };

  return {
    async next({ batchSize, batchingWindowSeconds, hiddenSeconds, filter }, signal) {
      const hidden = hiddenSeconds === undefined ? {} : { visibilityTimeoutSeconds: hiddenSeconds };
      const { messagesPerReceive, longPollSeconds } = MAPPING_LIMITS;
      const maxMessages = Math.min(batchSize, messagesPerReceive);
      let pending = carried;
      carried = [];
      if (pending.length === 0)
        pending = await receive({ maxMessages, waitSeconds: longPollSeconds, signal, ...hidden }, filter);
      const first = pending[0];
      if (!first) return undefined;

      const windowEndsMs = clock.nowMs() + batchingWindowSeconds * 1000;
      const taken: Received[] = [];
      let bytes = ENVELOPE_BYTES;
      for (;;) {
        const fitting = countFitting(pending, batchSize - taken.length, LAMBDA_LIMITS.payloadBytes - bytes);
        for (const { json } of pending.slice(0, fitting)) bytes += Buffer.byteLength(json) + 1;
        taken.push(...pending.slice(0, fitting));
        carried = pending.slice(fitting);
        const remainingMs = windowEndsMs - clock.nowMs();
        if (carried.length > 0 || taken.length >= batchSize || remainingMs <= 0 || signal.aborted) break;
        pending = await receive(
          {
            maxMessages: Math.min(batchSize - taken.length, messagesPerReceive),
            waitSeconds: Math.min(Math.ceil(remainingMs / 1000), longPollSeconds),
            signal,
            ...hidden,
          },
          filter,
        );
      }
      return {
        records: taken.map(({ record }) => record),
        payload: formatEvent(taken.map(({ json }) => json)),
        receivedAtMs: first.receivedAtMs,
      };
    },
  };
}

/** How many of `pending` fit into a batch with that room; at least one when the batch is still empty. */
function countFitting(pending: readonly Received[], roomMessages: number, roomBytes: number): number {
  let bytes = 0;
  let count = 0;
  for (const { json } of pending.slice(0, roomMessages)) {
    bytes += Buffer.byteLength(json) + 1;
    const alone = count === 0 && roomBytes === LAMBDA_LIMITS.payloadBytes - ENVELOPE_BYTES;
    if (bytes > roomBytes && !alone) break;
    count += 1;
  }
  return count;
}

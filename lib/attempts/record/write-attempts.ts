import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '#lib/clock';
import { inGroupsOf, mapConcurrently } from '#lib/flow/map-concurrently';
import type { StateTable } from '#lib/state/state-table';
import { toItems, type Item } from '../items/attempt-item.ts';
import type { Attempt } from '../types.ts';

/** Bound of BatchWriteItem. */
const ITEMS_PER_WRITE = 25;
const CONCURRENT_WRITES = 4;
/** Before what DynamoDB did not take is offered again. */
const RETRY_AFTER_MS = 50;
/** After a failed write nothing is written for so long: a table that hangs must not cost every batch its patience. */
const PAUSE_MS = 10_000;

/** Writes attempts within a time limit, or not at all. Never throws. */
export interface AttemptWriter {
  /** Returns those that were not written, at the latest after `limitMs`. */
  write(attempts: readonly Attempt[], limitMs: number): Promise<Attempt[]>;
}

export function createAttemptWriter({ table, clock }: { table: StateTable; clock: Clock }): AttemptWriter {
  let pausedUntilMs = 0;
  return {
    async write(attempts, limitMs) {
      if (attempts.length === 0) return [];
      if (limitMs <= 0 || clock.nowMs() < pausedUntilMs) return [...attempts];
      const done = new AbortController();
      const left = new Set(attempts);
      const writing = writeAll({
        table,
        clock,
        attempts,
        signal: done.signal,
        onWritten: (a) => left.delete(a),
      });
      // The SDK is asked to stop, and not waited for: even a client that ignores its signal may not hold the function.
      const inTime = await Promise.race([
        writing.then(
          () => true,
          () => false,
        ),
        clock.wait(limitMs, done.signal).then(() => false),
      ]);
      done.abort();
      if (!inTime) pausedUntilMs = clock.nowMs() + PAUSE_MS;
      return [...left];
    },
  };
}

interface Writing {
  table: StateTable;
  clock: Clock;
  attempts: readonly Attempt[];
  signal: AbortSignal;
  onWritten: (attempt: Attempt) => void;
}

async function writeAll({ table, clock, attempts, signal, onWritten }: Writing): Promise<void> {
  // Both items of an attempt go into one request: an attempt is written or it is not.
  const groups = inGroupsOf(Math.floor(ITEMS_PER_WRITE / 2), [...attempts]);
  await mapConcurrently(groups, CONCURRENT_WRITES, async (group) => {
    let requests = uniqueItems(group).map((Item) => ({ PutRequest: { Item } }));
    while (requests.length > 0 && !signal.aborted) {
      const { UnprocessedItems } = await table.documents.send(
        new BatchWriteCommand({ RequestItems: { [table.name]: requests } }),
        { abortSignal: signal },
      );
      const unprocessed = UnprocessedItems?.[table.name] ?? [];
      requests = unprocessed.flatMap(({ PutRequest }) =>
        PutRequest?.Item ? { PutRequest: { Item: PutRequest.Item as Item } } : [],
      );
      if (requests.length > 0) await clock.wait(RETRY_AFTER_MS, signal);
    }
    if (requests.length === 0) for (const attempt of group) onWritten(attempt);
  });
}

/** DynamoDB refuses a request with one key twice, and a standard queue may deliver a message twice in one batch. */
function uniqueItems(attempts: readonly Attempt[]): Item[] {
  const items = attempts.flatMap(toItems);
  return [...new Map(items.map((item) => [`${String(item['pk'])} ${String(item['sk'])}`, item])).values()];
}

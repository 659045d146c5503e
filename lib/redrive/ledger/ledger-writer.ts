import type { Context } from '#lib/context';
import { JOBS } from '#lib/state/call-table';
import type { StateItem } from '#lib/state/read-index-page';
import { writeItems } from '#lib/state/write-items';
import { ENTRIES_PER_ITEM, toLedgerItem, type LedgerEntries, type LedgerKind } from './entries.ts';

export interface LedgerWriter {
  /** Resolves when the entries are stored. Entries of calls that wait for each other share an item. */
  write<Kind extends LedgerKind>(kind: Kind, entries: readonly LedgerEntries[Kind][]): Promise<void>;
  /** Stage that `sent` entries belong to from now on; call it while nothing is under way. */
  setStage(stage: number): void;
  /** Resolves when everything is stored; rejects when something could not be. */
  idle(): Promise<void>;
}

type Pending = { [Kind in LedgerKind]: LedgerEntries[Kind][] };

/**
 * The ledger of one run of a job. Writes in groups, one at a time: what arrives while one is under way goes into the next one, so that many
 * batches cost few requests.
 * Once a write has failed for good every later one fails too: a mover must not send what it cannot note.
 * @throws (rejects) DomainError `jobs-unavailable`
 */
export function createLedgerWriter({
  ctx,
  jobId,
  run,
}: {
  ctx: Context;
  jobId: string;
  run: number;
}): LedgerWriter {
  let pending = emptyPending();
  let waiting: PromiseWithResolvers<void> | null = null;
  let sequence = 0;
  let stage = 0;
  let failure: unknown;
  let flushing: Promise<void> | null = null;

  const takeItems = (): StateItem[] => {
    const taken = pending;
    pending = emptyPending();
    const atMs = ctx.clock.nowMs();
    const itemsOf = (kind: LedgerKind): StateItem[] => {
      const entries = taken[kind];
      const items: StateItem[] = [];
      const size = ENTRIES_PER_ITEM[kind];
      for (let from = 0; from < entries.length; from += size) {
        sequence += 1;
        const part = entries.slice(from, from + size);
        items.push(toLedgerItem({ jobId, run, sequence, stage, atMs }, kind, part));
      }
      return items;
    };
    return LEDGER_KINDS.flatMap(itemsOf);
  };

  const flush = async (stored: PromiseWithResolvers<void>) => {
    try {
      if (failure !== undefined) throw failure;
      await writeItems({ ctx, input: { items: takeItems(), subject: JOBS } });
      stored.resolve();
    } catch (error) {
      failure ??= error;
      stored.reject(error);
    }
  };

  const startNext = () => {
    if (!waiting || flushing) return;
    const stored = waiting;
    waiting = null;
    flushing = flush(stored).finally(() => {
      flushing = null;
      startNext();
    });
  };

  return {
    write(kind, entries) {
      if (entries.length === 0) return Promise.resolve();
      for (const entry of entries) pending[kind].push(entry);
      if (!waiting) {
        waiting = Promise.withResolvers<void>();
        // Whoever awaits it hears of a failure, and so does every later write.
        waiting.promise.catch(() => {});
        // Everything of one turn of the event loop goes together.
        queueMicrotask(startNext);
      }
      return waiting.promise;
    },
    setStage: (next) => void (stage = next),
    async idle() {
      for (;;) {
        const unfinished = flushing ?? waiting?.promise;
        if (!unfinished) break;
        await Promise.allSettled([unfinished]);
      }
      if (failure !== undefined) throw failure;
    },
  };
}

const LEDGER_KINDS: readonly LedgerKind[] = [
  'intent',
  'withdrawn',
  'sent',
  'done',
  'unmoved',
  'doubt',
  'settled',
];

function emptyPending(): Pending {
  return { intent: [], withdrawn: [], sent: [], done: [], unmoved: [], doubt: [], settled: [] };
}

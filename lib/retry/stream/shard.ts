import { createTimeline } from '../timeline.ts';
import type { Attempt, BatchPattern, End, ItemPattern } from '../types.ts';
import { workOf } from '../work.ts';
import type { StreamPolicy } from './types.ts';

export type Records = readonly ItemPattern[];

/** What came of a try: how many records at the front are done, and whether the function threw or was killed. */
export interface Tried {
  doneCount: number;
  endsAtMs: number;
}

/** The records of one shard: how often each was tried, and what became of it. */
export interface Shard {
  /** Invokes the function with `records`; `splitOf` says into what a try that is done with so many divides them. */
  invoke(records: Records, atMs: number, splitOf: (doneCount: number) => readonly Records[]): Tried;
  end(records: Records, where: End['where'], atMs: number, condition?: string): void;
  /** How many more tries of `records`, at most `most`, would end like the last one and need not be listed: they are counted. */
  leap(records: Records, most: number): number;
  prediction: ReturnType<typeof createTimeline>['prediction'];
}

export function createShard(policy: StreamPolicy, { durationMs }: Pick<BatchPattern, 'durationMs'>): Shard {
  const timeline = createTimeline();
  const tries = new Map<string, number>();
  const processed = new Set<string>();
  const work = workOf('succeeds', durationMs, policy.functionTimeoutSeconds * 1000);
  const triesOf = ({ id }: ItemPattern) => tries.get(id) ?? 0;
  const fails = (record: ItemPattern) => triesOf(record) <= (record.failFirst ?? Infinity);

  return {
    invoke(records, atMs, splitOf) {
      for (const record of records) tries.set(record.id, triesOf(record) + 1);
      const reached = work.outcome === 'timed-out' ? 0 : countUntil(records, fails);
      const outcome = outcomeOf(records, reached);
      const isPartly = policy.reportBatchItemFailures || outcome === 'succeeded';
      const doneCount = isPartly ? reached : 0;
      const endsAtMs = atMs + work.lengthMs;
      for (const { id } of records.slice(0, reached)) processed.add(id);
      timeline.tried({
        atMs,
        endsAtMs,
        items: idsOf(records),
        outcome,
        processed: idsOf(records.slice(0, reached)),
        left: idsOf(records.slice(doneCount)),
        split: splitOf(doneCount).map(idsOf),
      });
      return { doneCount, endsAtMs };
    },
    end(records, where, atMs, condition) {
      for (const record of records)
        timeline.ended({
          item: record.id,
          where,
          atMs,
          condition: condition ?? null,
          deliveredTo: where === 'on-failure' ? ['on-failure'] : [],
          attempts: triesOf(record),
          isProcessed: processed.has(record.id),
        });
    },
    leap(records, most) {
      if (!timeline.isFull()) return 0;
      const changes = work.outcome === 'timed-out' ? [] : records.filter(fails);
      const alike = changes.map((record) => (record.failFirst ?? Infinity) - triesOf(record));
      const count = Math.max(0, Math.min(most, ...alike));
      for (const record of records) tries.set(record.id, triesOf(record) + count);
      timeline.omitted(count);
      return count;
    },
    prediction: () => timeline.prediction(),
  };

  function outcomeOf(records: Records, reached: number): Attempt['outcome'] {
    if (work.outcome === 'timed-out') return 'timed-out';
    if (reached === records.length) return 'succeeded';
    return policy.reportBatchItemFailures ? 'partly-failed' : 'failed';
  }
}

const idsOf = (records: Records) => records.map(({ id }) => id);

function countUntil(records: Records, fails: (record: ItemPattern) => boolean): number {
  const index = records.findIndex(fails);
  return index === -1 ? records.length : index;
}

import type { LatestAttempt } from '#lib/attempts/types';
import type { Context } from '#lib/context';
import type { Lineage } from '#lib/redrive/lineage';
import type { ScannedMessage } from '../types.ts';
import { createKnownCauses } from './known-causes.ts';
import { readFailed, type FailedMessage } from './read-failed.ts';

/** SQS keeps no message longer than 14 days, and no copy of it here lived before. */
const MAX_AGE_MS = 15 * 86_400_000;
/** The index also has what has left the queue: it is read so far beyond what it brings. */
const ROWS_PER_MESSAGE = 3;
const SPARE_ROWS = 10_000;

/** What a join needs to know of a message. */
export type JoinedMessage = Pick<ScannedMessage, 'messageId' | 'deadLetterSource' | 'lineage'>;

/** Finds the latest attempts of many messages in the index of failures of the queues they came from. */
export interface IndexJoin {
  add(messages: readonly JoinedMessage[]): void;
  /** Every index has been read as far as it is worth it. */
  isOver(): boolean;
  /** Resolves with that. */
  over(): Promise<void>;
}

/**
 * A join of a scan of about `expected` messages. `onLatest` gets what is found, `onMissing` the messages that the index does not have, once
 * it has been read; after that, what is added is looked for in what was read.
 * `onFailure` hears of an index that cannot be read.
 */
export function createIndexJoin({
  ctx,
  expected,
  signal,
  onLatest,
  onMissing,
  onFailure,
}: {
  ctx: Context;
  expected: number;
  signal: AbortSignal;
  onLatest: (latest: LatestAttempt[]) => void;
  onMissing: (messageIds: string[]) => void;
  onFailure: (error: unknown) => void;
}): IndexJoin {
  const causes = createKnownCauses(ctx, signal);
  const waiting = new Map<string, Lineage | null>();
  const read = new Map<string, FailedMessage>();
  const sources = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const maxRows = expected * ROWS_PER_MESSAGE + SPARE_ROWS;
  let rows = 0;
  let isBroken = false;

  const fingerprints = new Map<string, string>();
  /** One string for all that are equal: there may be a hundred thousand. */
  const intern = (fingerprint: string) => {
    const known = fingerprints.get(fingerprint);
    if (known === undefined) fingerprints.set(fingerprint, fingerprint);
    return known ?? fingerprint;
  };

  const match = (page: readonly FailedMessage[]) => {
    const latest: LatestAttempt[] = [];
    for (const failed of page) {
      const lineage = waiting.get(failed.messageId);
      const attempt = lineage === undefined ? null : causes.attemptOf(failed, lineage);
      if (!attempt) {
        read.set(failed.messageId, { ...failed, fingerprint: intern(failed.fingerprint) });
        continue;
      }
      waiting.delete(failed.messageId);
      latest.push(attempt);
    }
    if (latest.length > 0) onLatest(latest);
  };

  const readSource = async (queue: string) => {
    const fromMs = ctx.clock.nowMs() - MAX_AGE_MS;
    for await (const page of readFailed({ ctx, input: { queue, fromMs, signal } })) {
      if (isBroken) return;
      rows += page.length;
      await causes.learn(page);
      match(page);
      if (rows >= maxRows) return;
    }
  };

  const tellMissing = () => {
    if (underWay.size > 0 || waiting.size === 0) return;
    const missing = [...waiting.keys()];
    waiting.clear();
    onMissing(missing);
  };

  const start = (queue: string) => {
    sources.add(queue);
    const reading = readSource(queue)
      .catch((error: unknown) => {
        isBroken = true;
        onFailure(error);
      })
      .finally(() => {
        underWay.delete(reading);
        tellMissing();
      });
    underWay.add(reading);
  };

  return {
    add(messages) {
      const latest: LatestAttempt[] = [];
      for (const { messageId, deadLetterSource, lineage } of messages) {
        const failed = read.get(messageId);
        const attempt = failed ? causes.attemptOf(failed, lineage) : null;
        if (attempt) {
          read.delete(messageId);
          latest.push(attempt);
          continue;
        }
        waiting.set(messageId, lineage);
        if (deadLetterSource !== null && !sources.has(deadLetterSource) && !isBroken) start(deadLetterSource);
      }
      if (latest.length > 0) onLatest(latest);
      tellMissing();
    },
    isOver: () => underWay.size === 0,
    async over() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

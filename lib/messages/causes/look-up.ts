import { readLatestAttempts } from '#lib/attempts/read/latest-attempts';
import type { LatestAttempt } from '#lib/attempts/types';
import type { Context } from '#lib/context';
import { KEYS_PER_READ } from '#lib/state/read-items';

const CONCURRENT_LOOKUPS = 4;

/** Reads latest attempts by message id, as ids come in. */
export interface Lookups {
  /** Asks for these; returns at once. */
  add(messageIds: readonly string[]): void;
  /** Asks for what still waits for a hundred. */
  flush(): void;
  /** Forgets what has not been asked for, and returns it. */
  drop(): string[];
  /** Resolves when nothing is under way. */
  ended(): Promise<void>;
  isIdle(): boolean;
}

/**
 * Looks up a hundred ids at a time. The first lookup starts with the first ids; later ones gather a hundred while others are under way, those
 * read last first: a queue gives its oldest messages first, and a list shows its newest on top. `onAnswer` gets every id that was
 * asked for, once, with what was found of them; `onFailure` hears of a lookup that failed.
 */
export function createLookups({
  ctx,
  signal,
  onAnswer,
  onFailure,
}: {
  ctx: Context;
  signal: AbortSignal;
  onAnswer: (messageIds: readonly string[], found: ReadonlyMap<string, LatestAttempt>) => void;
  onFailure: (error: unknown, messageIds: readonly string[]) => void;
}): Lookups {
  const waiting: string[] = [];
  const underWay = new Set<Promise<void>>();
  let isLast = false;

  const lookUp = async (messageIds: string[]) => {
    try {
      onAnswer(messageIds, await readLatestAttempts({ ctx, input: { messageIds, signal } }));
    } catch (error) {
      onFailure(error, messageIds);
    }
  };

  const start = () => {
    const lookup = lookUp(waiting.splice(-KEYS_PER_READ)).finally(() => {
      underWay.delete(lookup);
      startMore();
    });
    underWay.add(lookup);
  };

  const startMore = () => {
    while (waiting.length > 0 && underWay.size < CONCURRENT_LOOKUPS) {
      if (!isLast && underWay.size > 0 && waiting.length < KEYS_PER_READ) return;
      start();
    }
  };

  return {
    add(messageIds) {
      for (const messageId of messageIds) waiting.push(messageId);
      startMore();
    },
    flush() {
      isLast = true;
      startMore();
    },
    drop: () => waiting.splice(0),
    isIdle: () => underWay.size === 0,
    async ended() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

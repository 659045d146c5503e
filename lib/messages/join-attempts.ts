import { readLatestAttempts } from '#lib/attempts/read/latest-attempts';
import type { LatestAttempt } from '#lib/attempts/types';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { NO_TABLE } from '#lib/state/call-table';
import { KEYS_PER_READ } from '#lib/state/read-items';
import type { AttemptsJoined } from './types.ts';

const CONCURRENT_LOOKUPS = 4;
/** How long the end of a scan waits for causes. A table that is well answers in a few hundredths of a second. */
const PATIENCE_MS = 1500;

/** How the join went. */
interface JoinEnd {
  attempts: AttemptsJoined;
  attemptsReason: string | null;
}

/** Looks up why messages failed, beside the scan that reads them. */
export interface AttemptsJoin {
  /** Asks for the latest attempts of these messages; returns at once. */
  add(messageIds: readonly string[]): void;
  /** No more messages come. Resolves when every lookup has ended, or has been given up after a second and a half. Never rejects. */
  end(): Promise<JoinEnd>;
}

/**
 * A join that hands each answer to `onLatest`, up to 100 attempts at a time and never an empty list. The first lookup starts with the first
 * messages; later ones gather a hundred while others are under way, those read last first: a queue gives its oldest messages
 * first, and a list shows its newest on top. One that fails ends the join: what is wrong
 * with the table for one is wrong for all. Nothing is handed on after `signal` aborts.
 */
export function joinAttempts({
  ctx,
  signal,
  onLatest,
}: {
  ctx: Context;
  signal: AbortSignal;
  onLatest: (latest: LatestAttempt[]) => void;
}): AttemptsJoin {
  if (!ctx.state) return withoutTable;
  const { name } = ctx.state;
  const giveUp = new AbortController();
  const stopped = AbortSignal.any([signal, giveUp.signal]);
  const waiting: string[] = [];
  const underWay = new Set<Promise<void>>();
  let ending = false;
  let failure: string | null = null;

  const lookUp = async (messageIds: string[]) => {
    try {
      const latest = await readLatestAttempts({ ctx, input: { messageIds, signal: stopped } });
      if (stopped.aborted) failure ??= explainCut(signal.aborted, name);
      else if (latest.size > 0) onLatest([...latest.values()]);
    } catch (error) {
      failure ??= stopped.aborted ? explainCut(signal.aborted, name) : explain(error, name);
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
    if (waiting.length > 0 && signal.aborted) failure ??= explainCut(true, name);
    if (failure !== null) waiting.length = 0;
    while (waiting.length > 0 && underWay.size < CONCURRENT_LOOKUPS) {
      if (!ending && underWay.size > 0 && waiting.length < KEYS_PER_READ) return;
      start();
    }
  };

  const allEnded = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };

  return {
    add(messageIds) {
      waiting.push(...messageIds);
      startMore();
    },
    async end() {
      ending = true;
      startMore();
      await Promise.race([allEnded(), ctx.clock.wait(PATIENCE_MS, stopped)]);
      if (underWay.size > 0) failure ??= explainCut(signal.aborted, name);
      giveUp.abort();
      return { attempts: failure === null ? 'joined' : 'unavailable', attemptsReason: failure };
    },
  };
}

const withoutTable: AttemptsJoin = {
  add() {},
  end: () =>
    Promise.resolve({
      attempts: 'none',
      attemptsReason: NO_TABLE,
    }),
};

/** A defect of ours is printed, and costs the scan its causes, not its messages. */
function explain(error: unknown, table: string): string {
  if (error instanceof DomainError) return error.message;
  console.error(error);
  return `Attempts cannot be read from ${table}: the desk failed. Its log has the reason.`;
}

function explainCut(isStopped: boolean, table: string): string {
  return isStopped
    ? 'Reading was stopped before the causes of all messages were looked up.'
    : `${table} did not answer in time, so some causes are missing. Read again to see them.`;
}

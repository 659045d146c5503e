import type { LatestAttempt } from '#lib/attempts/types';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { inGroupsOf } from '#lib/flow/map-concurrently';
import { NO_TABLE } from '#lib/state/call-table';
import { KEYS_PER_READ } from '#lib/state/read-items';
import type { AttemptsJoined } from '../types.ts';
import { createIndexJoin, type JoinedMessage } from './index-join.ts';
import { createLookups } from './look-up.ts';

/** How long the end of a scan waits for the next answer. A table that is well answers in a few hundredths of a second. */
const PATIENCE_MS = 1500;
/** From so many messages on, most are found in the index of failures instead of being looked up one by one. */
const INDEX_FROM_MESSAGES = 1_000;

/** How the join went. */
interface JoinEnd {
  attempts: AttemptsJoined;
  attemptsReason: string | null;
}

/** Looks up why messages failed, beside the scan that reads them. */
export interface AttemptsJoin {
  /** Asks for the latest attempts of these messages; returns at once. */
  add(messages: readonly JoinedMessage[]): void;
  /**
   * No more messages come. Resolves when every lookup has ended, or nothing was answered for a second and a half after `meanwhile`, for which
   * one waits anyway. Never rejects.
   */
  end(meanwhile: Promise<unknown>): Promise<JoinEnd>;
}

export interface JoinRequest {
  ctx: Context;
  /** Messages that the scan will read, about. */
  expected: number;
  signal: AbortSignal;
  /** Gets what is found, up to 100 attempts at a time and never an empty list. */
  onLatest: (latest: LatestAttempt[]) => void;
  /** Gets the messages of which nothing is known and nothing will be: each message goes into one of the two. */
  onUnknown?: (messageIds: readonly string[]) => void;
}

/**
 * A join of messages with their latest attempts. Of few messages each is looked up. Of many, the first hundred are, and the
 * others are looked for in the index of their source's failures, those it does not have are looked up. One request that fails ends the join:
 * what is wrong with the table for one is wrong for all. Nothing is handed on after `signal` aborts.
 */
export function joinAttempts({ ctx, expected, signal, onLatest, onUnknown }: JoinRequest): AttemptsJoin {
  if (!ctx.state) return createNoJoin(onUnknown);
  const { name } = ctx.state;
  const giveUp = new AbortController();
  const stopped = AbortSignal.any([signal, giveUp.signal]);
  let failure: string | null = null;
  let answers = 0;
  let added = 0;

  const fail = (error: unknown) => {
    failure ??= stopped.aborted ? explainCut(signal.aborted, name) : explain(error, name);
    const dropped = lookups.drop();
    if (dropped.length > 0) onUnknown?.(dropped);
  };
  const lookups = createLookups({
    ctx,
    signal: stopped,
    onAnswer(messageIds, found) {
      answers += 1;
      if (stopped.aborted) return fail(null);
      if (found.size > 0) onLatest([...found.values()]);
      if (found.size < messageIds.length) onUnknown?.(messageIds.filter((id) => !found.has(id)));
    },
    onFailure(error, messageIds) {
      fail(error);
      onUnknown?.(messageIds);
    },
  });
  const lookUp = (messageIds: string[]) => {
    if (failure === null && !stopped.aborted) return lookups.add(messageIds);
    fail(null);
    onUnknown?.(messageIds);
  };
  const index = createIndexJoin({
    ctx,
    expected,
    signal: stopped,
    onLatest(latest) {
      answers += 1;
      if (!stopped.aborted) for (const group of inGroupsOf(KEYS_PER_READ, latest)) onLatest(group);
    },
    onMissing: lookUp,
    onFailure: fail,
  });

  const allEnded = async () => {
    await index.over();
    lookups.flush();
    await lookups.ended();
  };
  /** Resolves when nothing has been answered for as long as one waits. */
  const lostPatience = async (meanwhile: Promise<unknown>) => {
    await meanwhile.catch(() => {});
    for (let seen = -1; seen !== answers && !stopped.aborted;) {
      seen = answers;
      await ctx.clock.wait(PATIENCE_MS, stopped);
    }
  };

  return {
    add(messages) {
      const isFew = expected < INDEX_FROM_MESSAGES;
      const direct = isFew ? messages.length : Math.max(0, KEYS_PER_READ - added);
      added += messages.length;
      const first = messages.slice(0, direct);
      if (first.length > 0) lookUp(first.map(({ messageId }) => messageId));
      if (first.length < messages.length) index.add(messages.slice(direct));
    },
    async end(meanwhile) {
      await Promise.race([allEnded(), lostPatience(meanwhile)]);
      if (!index.isOver() || !lookups.isIdle()) failure ??= explainCut(signal.aborted, name);
      giveUp.abort();
      return { attempts: failure === null ? 'joined' : 'unavailable', attemptsReason: failure };
    },
  };
}

function createNoJoin(onUnknown: JoinRequest['onUnknown']): AttemptsJoin {
  return {
    add: (messages) => onUnknown?.(messages.map(({ messageId }) => messageId)),
    end: () => Promise.resolve({ attempts: 'none', attemptsReason: NO_TABLE }),
  };
}

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

import { readLatestAttempts } from '#lib/attempts/read/latest-attempts';
import type { LatestAttempt } from '#lib/attempts/types';
import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { lazyBody } from '#lib/messages/query/lazy-body';
import { createMatcher } from '#lib/messages/query/matches-query';
import { parseQuery } from '#lib/messages/query/parse-query';
import type { Query } from '#lib/messages/query/types';
import type { HeldMessage } from '#lib/messages/receive-messages';
import { toScannedMessage } from '#lib/messages/scanned-message';
import type { Selection } from '../../types.ts';
import { lineageOf } from '../copies/copy-message.ts';

/** Tells which messages a job is about. */
export interface Selector {
  /** Whether each of these is selected, in their order. */
  select(held: readonly HeldMessage[]): Promise<boolean[]>;
  /** Ids that were asked for and have not been seen; null for a selection that names none. */
  missing(): ReadonlySet<string> | null;
  /** These were seen, and have been given back without being dealt with: those that were asked for are missing again. */
  lost(messageIds: readonly string[]): void;
}

export interface SelectionInput {
  jobId: string;
  selection: Selection;
  /** Later messages are not selected, unless by their id: they arrived after the decision. */
  createdAtMs: number;
  /** Where the messages are. */
  queue: { type: 'standard' | 'fifo'; retentionSeconds: number };
}

/**
 * The selector of a job. A message that the job itself has sent and that died again is never selected.
 * @throws DomainError `invalid-input` for a query that cannot be understood. `select` throws `attempts-unavailable` where causes are needed
 */
export function createSelector(ctx: Context, input: SelectionInput): Selector {
  const { jobId, selection, createdAtMs } = input;
  if ('messageIds' in selection) return selectById(selection.messageIds);
  const isEarlier = ({ message }: HeldMessage) =>
    Number(message.Attributes?.SentTimestamp ?? 0) <= createdAtMs && lineageOf(message)?.job !== jobId;
  if ('all' in selection) {
    return { select: (held) => Promise.resolve(held.map(isEarlier)), missing: () => null, lost: () => {} };
  }
  const matches = 'query' in selection ? matchQuery(ctx, input, selection.query) : null;
  return {
    missing: () => null,
    lost: () => {},
    async select(held) {
      const earlier = held.filter(isEarlier);
      if (earlier.length === 0) return held.map(() => false);
      const messageIds = earlier.map(({ messageId }) => messageId);
      const latest = await readLatestAttempts({ ctx, input: { messageIds } });
      return held.map((one) => {
        if (!isEarlier(one)) return false;
        const attempt = latest.get(one.messageId);
        if (matches) return matches(one, attempt);
        return 'fingerprint' in selection && attempt?.error?.fingerprint === selection.fingerprint;
      });
    },
  };
}

function selectById(messageIds: readonly string[]): Selector {
  const selected = new Set(messageIds);
  const missing = new Set(messageIds);
  return {
    select: (held) =>
      Promise.resolve(
        held.map(({ messageId }) => {
          missing.delete(messageId);
          return selected.has(messageId);
        }),
      ),
    missing: () => missing,
    lost(messageIds) {
      for (const messageId of messageIds) if (selected.has(messageId)) missing.add(messageId);
    },
  };
}

/** @throws DomainError `invalid-input` for a query that cannot be understood */
export function requireQuery(text: string): Query {
  const { query, problem } = parseQuery(text);
  if (!problem) return query;
  throw new DomainError('invalid-input', `selection.query: ${problem.message}`, { field: 'selection.query' });
}

/** Ages are those of when the job was made: while it runs it selects what its plan did. */
function matchQuery(ctx: Context, { queue, createdAtMs }: SelectionInput, text: string) {
  const madeAtMs = Number.isFinite(createdAtMs) ? createdAtMs : ctx.clock.nowMs();
  const matches = createMatcher(requireQuery(text), madeAtMs);
  return (held: HeldMessage, attempt: LatestAttempt | undefined) => {
    const message = toScannedMessage(held.message, queue);
    return matches({ message, attempt }, lazyBody(message.body));
  };
}

import type { Context } from '#lib/context';
import { AUDIT } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import { readPartition } from '#lib/state/read-partition';
import type { AuditEntry } from '../types.ts';
import { fromAuditItem, monthBefore, monthOf, oldestKeptMs, partitionOf, sortKeyFrom } from './audit-item.ts';
import type { AuditQuery } from './audit-schema.ts';

/** Items that one request to the table reads. */
const ITEMS_PER_READ = 500;

/** What one request to the table brought: the entries that match, and the id of the last one that was looked at. */
export interface EntryBatch {
  entries: AuditEntry[];
  lastId: string;
}

/**
 * Entries that `query` matches, newest first, as they are read, from behind `query.cursor`.
 * @throws DomainError `audit-unavailable`
 */
export async function* readEntries(ctx: Context, query: AuditQuery): AsyncGenerator<EntryBatch, void> {
  const nowMs = ctx.clock.nowMs();
  const fromMs = Math.max(query.from ?? 0, oldestKeptMs(nowMs));
  const cursorMs = query.cursor === undefined ? Infinity : Number(query.cursor.slice(0, 13));
  // Clocks of several processes differ a little.
  const toMs = Math.min(query.to ?? Infinity, cursorMs + 1, nowMs + 60_000);
  if (toMs <= fromMs) return;
  // The end is exclusive but for the cursor: an id begins with its time, and is longer.
  const end = sortKeyFrom(toMs);
  const to = query.cursor !== undefined && query.cursor < end ? query.cursor : end;
  const lastMonth = monthOf(fromMs);
  for (let month = monthOf(toMs); month >= lastMonth; month = monthBefore(month)) {
    const place = { partition: partitionOf(month), from: sortKeyFrom(fromMs), to };
    const asked = { ...place, limit: ITEMS_PER_READ, newestFirst: true, subject: AUDIT };
    for await (const page of readPartition({ ctx, input: asked })) {
      const items = page.filter((item) => item[STATE_KEYS.sort] !== query.cursor);
      if (items.length === 0) continue;
      const entries = items.flatMap((item) => fromAuditItem(item, nowMs) ?? []);
      yield {
        entries: entries.filter((entry) => matches(entry, query)),
        lastId: String(items.at(-1)?.[STATE_KEYS.sort]),
      };
    }
  }
}

function matches(entry: AuditEntry, { actor, action, outcome }: AuditQuery): boolean {
  if (action !== undefined && entry.action !== action) return false;
  if (outcome !== undefined && entry.outcome !== outcome) return false;
  if (actor === '') return true;
  const wanted = actor.toLowerCase();
  return [entry.name, entry.subject].some((text) => text.toLowerCase().includes(wanted));
}

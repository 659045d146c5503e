import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '#lib/context';
import { AUDIT, callTable } from '#lib/state/call-table';
import { STATE_KEYS } from '#lib/state/keys';
import type { StateItem } from '#lib/state/read-index-page';
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
  const lastMonth = monthOf(fromMs);
  for (let month = monthOf(toMs); month >= lastMonth; month = monthBefore(month)) {
    const range = { partition: partitionOf(month), from: sortKeyFrom(fromMs), to: sortKeyFrom(toMs) };
    for await (const items of readMonth(ctx, range, query.cursor)) {
      const entries = items.flatMap((item) => fromAuditItem(item, nowMs) ?? []);
      yield {
        entries: entries.filter((entry) => matches(entry, query)),
        lastId: String(items.at(-1)?.[STATE_KEYS.sort]),
      };
    }
  }
}

async function* readMonth(
  ctx: Context,
  { partition, from, to }: { partition: string; from: string; to: string },
  cursor: string | undefined,
): AsyncGenerator<StateItem[], void> {
  // The end is exclusive: an id begins with its time, and is longer.
  const end = cursor !== undefined && cursor < to ? cursor : to;
  let start: StateItem | undefined;
  do {
    const page = await callTable(
      ctx,
      'dynamodb:Query',
      ({ name, documents }) =>
        documents.send(
          new QueryCommand({
            TableName: name,
            KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :end',
            ExpressionAttributeNames: { '#pk': STATE_KEYS.partition, '#sk': STATE_KEYS.sort },
            ExpressionAttributeValues: { ':pk': partition, ':from': from, ':end': end },
            ScanIndexForward: false,
            ConsistentRead: true,
            Limit: ITEMS_PER_READ,
            ...(start && { ExclusiveStartKey: start }),
          }),
        ),
      AUDIT,
    );
    const items = (page.Items ?? []).filter((item) => item[STATE_KEYS.sort] !== cursor);
    if (items.length > 0) yield items;
    start = page.LastEvaluatedKey;
  } while (start);
}

function matches(entry: AuditEntry, { actor, action, outcome }: AuditQuery): boolean {
  if (action !== undefined && entry.action !== action) return false;
  if (outcome !== undefined && entry.outcome !== outcome) return false;
  if (actor === '') return true;
  const wanted = actor.toLowerCase();
  return [entry.name, entry.subject].some((text) => text.toLowerCase().includes(wanted));
}

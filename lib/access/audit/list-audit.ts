import type { Context } from '#lib/context';
import { parseInput } from '#lib/parse-input';
import type { AuditEntry, AuditPage } from '../types.ts';
import { AuditQuerySchema } from './audit-schema.ts';
import { readEntries } from './read-entries.ts';

const PAGE_ENTRIES = 100;
/** Batches of 500 that one page looks through; a rare match is on a later one. */
const PAGE_BATCHES = 10;

/**
 * A page of audit entries, newest first. Nothing where no state table is set up.
 * @throws DomainError `invalid-input`, `audit-unavailable`
 */
export async function listAudit({
  ctx,
  input,
}: {
  ctx: Context;
  input: { request: unknown };
}): Promise<AuditPage> {
  const query = parseInput(AuditQuerySchema, input.request);
  if (!ctx.state) return { entries: [], next: null };
  const entries: AuditEntry[] = [];
  let batches = 0;
  for await (const batch of readEntries(ctx, query)) {
    const room = PAGE_ENTRIES - entries.length;
    entries.push(...batch.entries.slice(0, room));
    if (batch.entries.length > room) return { entries, next: entries.at(-1)?.id ?? null };
    batches += 1;
    if (batches === PAGE_BATCHES) return { entries, next: batch.lastId };
  }
  return { entries, next: null };
}

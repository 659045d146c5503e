import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import { AUDIT } from '#lib/state/call-table';
import { putIf, updateIf } from '#lib/state/conditional-writes';
import type { AuditAction, AuditEntry, AuditOutcome, Person } from '../types.ts';
import { auditKey, newEntryId, toAuditItem } from './audit-item.ts';

/** Who asked for what, by which request. */
export interface DeedFacts {
  /** Null for a stranger. */
  person: Person | null;
  action: AuditAction;
  target: string;
  reason: string | null;
  requestId: string;
  address: string | null;
}

const IS_NEW = { expression: 'attribute_not_exists(#pk)', names: { '#pk': 'pk' } };
const IS_THERE = { expression: 'attribute_exists(#pk)', names: { '#pk': 'pk' } };

/**
 * Does `act` between two writes: that it has begun, without which it is not done at all, and what came of it. Where the second cannot be
 * written the entry stays `begun`, and the answer is the one of `act`. Without a state table `act` is done unrecorded.
 * @throws DomainError `audit-unavailable`, before anything was done; what `act` throws
 */
export async function recordDeed<Result>(
  ctx: Context,
  facts: DeedFacts,
  act: () => Promise<Result>,
): Promise<Result> {
  if (!ctx.state) return act();
  const entry = await begin(ctx, facts);
  try {
    const result = await act();
    await finish(ctx, entry, 'done', null);
    return result;
  } catch (error) {
    await finish(ctx, entry, 'failed', error instanceof DomainError ? error.code : 'internal');
    throw error;
  }
}

/** One entry of what is over. @throws DomainError `audit-unavailable` */
export async function recordAtOnce(
  ctx: Context,
  facts: DeedFacts,
  outcome: { outcome: AuditOutcome; code: string | null; suppressed?: number },
): Promise<void> {
  if (!ctx.state) return;
  await put(ctx, { ...newEntry(ctx, facts), ...outcome });
}

/** One entry of what was done and needs no table to be done: nobody is kept from signing in or out by one that does not answer. */
export async function recordIfPossible(ctx: Context, facts: DeedFacts): Promise<void> {
  try {
    await recordAtOnce(ctx, facts, { outcome: 'done', code: null });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    console.error(`Not recorded, ${facts.action} of ${facts.person?.subject}: ${error.message}`);
  }
}

async function begin(ctx: Context, facts: DeedFacts): Promise<AuditEntry> {
  const entry = newEntry(ctx, facts);
  try {
    await put(ctx, entry);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(
      'audit-unavailable',
      `Nothing was changed, because what is changed must be recorded first. ${error.message}`,
      { cause: error },
    );
  }
  return entry;
}

async function put(ctx: Context, entry: AuditEntry): Promise<void> {
  await putIf(ctx, toAuditItem(entry), IS_NEW, AUDIT);
}

async function finish(
  ctx: Context,
  entry: AuditEntry,
  outcome: AuditOutcome,
  code: string | null,
): Promise<void> {
  try {
    await updateIf(ctx, auditKey(entry), { outcome, code }, IS_THERE, AUDIT);
  } catch (error) {
    console.error(`The outcome of audit entry ${entry.id} was not written:`, error);
  }
}

function newEntry(ctx: Context, { person, ...facts }: DeedFacts): AuditEntry {
  const atMs = ctx.clock.nowMs();
  return {
    id: newEntryId(atMs),
    atMs,
    subject: person?.subject ?? '',
    name: person?.name ?? '',
    role: person?.role ?? null,
    ...facts,
    outcome: 'begun',
    code: null,
    suppressed: 0,
  };
}

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { STATE_KEYS } from '#lib/state/keys';
import type { StateItem } from '#lib/state/read-index-page';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, ROLES, type AuditEntry } from '../types.ts';

/** Kept for a year and a month, so that a yearly review finds the whole year. */
const AUDIT_KEPT_FOR_DAYS = 400;
const DAY_SECONDS = 86_400;

/** Where the entries of the month of `atMs` are: a partition each, so that none grows for ever and a listing asks few. */
export function monthOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 7);
}

export function partitionOf(month: string): string {
  return `audit#${month}`;
}

/** The month before `2026-01` is `2025-12`. */
export function monthBefore(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2)).toISOString().slice(0, 7);
}

/** The oldest time of which there may be entries. */
export function oldestKeptMs(nowMs: number): number {
  return nowMs - AUDIT_KEPT_FOR_DAYS * DAY_SECONDS * 1000;
}

/** Sorts by time; what has the same time, by chance. */
export function newEntryId(atMs: number): string {
  return `${sortKeyFrom(atMs)}-${randomBytes(6).toString('hex')}`;
}

/** Where entries of this time begin: thirteen digits last until the year 2286. */
export function sortKeyFrom(atMs: number): string {
  return String(Math.max(0, Math.floor(atMs))).padStart(13, '0');
}

export function toAuditItem(entry: AuditEntry): StateItem {
  return {
    ...entry,
    ...auditKey(entry),
    [STATE_KEYS.expiry]: Math.ceil(entry.atMs / 1000) + AUDIT_KEPT_FOR_DAYS * DAY_SECONDS,
  };
}

export function auditKey({ id, atMs }: Pick<AuditEntry, 'id' | 'atMs'>): { pk: string; sk: string } {
  return { pk: partitionOf(monthOf(atMs)), sk: id };
}

const EntrySchema = z.object({
  id: z.string(),
  atMs: z.number(),
  subject: z.string(),
  name: z.string(),
  role: z.enum(ROLES).nullable(),
  action: z.enum(AUDIT_ACTIONS),
  target: z.string(),
  reason: z.string().nullable(),
  outcome: z.enum(AUDIT_OUTCOMES),
  code: z.string().nullable(),
  requestId: z.string(),
  address: z.string().nullable(),
  suppressed: z.number(),
}) satisfies z.ZodType<AuditEntry>;

/** Null for what has expired, or what another version of the desk wrote. */
export function fromAuditItem(item: StateItem, nowMs: number): AuditEntry | null {
  if (Number(item[STATE_KEYS.expiry]) * 1000 <= nowMs) return null;
  return EntrySchema.safeParse(item).data ?? null;
}

import type { Context } from '#lib/context';
import { toCsvLine } from '#lib/messages/files/csv-line';
import { parseInput } from '#lib/parse-input';
import { z } from 'zod';
import type { AuditEntry } from '../types.ts';
import { AuditQuerySchema } from './audit-schema.ts';
import { readEntries } from './read-entries.ts';

/** A file that is made while it is read; its text throws when not all could be read. */
export interface AuditFile {
  name: string;
  type: string;
  text: AsyncGenerator<string, void>;
}

const ExportSchema = z.strictObject({
  ...AuditQuerySchema.omit({ cursor: true }).shape,
  format: z.enum(['ndjson', 'csv'], { error: 'ndjson or csv.' }).default('ndjson'),
});

const COLUMNS = [
  'time',
  'subject',
  'name',
  'role',
  'action',
  'target',
  'reason',
  'outcome',
  'code',
  'requestId',
  'address',
  'suppressed',
] as const;

const TYPES = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

/**
 * All audit entries that a query matches, newest first, as NDJSON or as a CSV without formulas.
 * @throws DomainError before the first text: `invalid-input`
 */
export function exportAudit({ ctx, input }: { ctx: Context; input: { request: unknown } }): AuditFile {
  const { format, ...query } = parseInput(ExportSchema, input.request);
  const stamp = new Date(ctx.clock.nowMs()).toISOString().slice(0, 19).replaceAll(':', '');
  return { name: `audit-${stamp}Z.${format}`, type: TYPES[format], text: write() };

  async function* write(): AsyncGenerator<string, void> {
    if (format === 'csv') yield toCsvLine(COLUMNS);
    if (!ctx.state) return;
    const toText = format === 'csv' ? toRow : toLine;
    for await (const { entries } of readEntries(ctx, query)) yield entries.map(toText).join('');
  }
}

function toLine(entry: AuditEntry): string {
  return `${JSON.stringify({ ...entry, time: toIso(entry) })}\n`;
}

function toRow(entry: AuditEntry): string {
  return toCsvLine(COLUMNS.map((column) => (column === 'time' ? toIso(entry) : entry[column])));
}

function toIso({ atMs }: AuditEntry): string {
  return new Date(atMs).toISOString();
}

import type { LatestAttempt } from '#lib/attempts/types';
import type { ScannedMessage } from '../types.ts';
import { toCsvLine, type Cell } from './csv-line.ts';

type Column = readonly [name: string, cell: (message: ScannedMessage, attempt?: LatestAttempt) => Cell];

/** Media type of a file of such rows. */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

const COLUMNS: readonly Column[] = [
  ['messageId', ({ messageId }) => messageId],
  ['sentAt', ({ sentAtMs }) => toIso(sentAtMs)],
  ['firstReceivedAt', ({ firstReceivedAtMs }) => toIso(firstReceivedAtMs)],
  ['expiresAt', ({ expiresAtMs }) => toIso(expiresAtMs)],
  ['receiveCount', ({ receiveCount }) => receiveCount],
  ['generation', ({ generation }) => generation],
  ['deadLetterSource', ({ deadLetterSource }) => deadLetterSource],
  ['outcome', (_, attempt) => attempt?.outcome],
  ['attempt', (_, attempt) => attempt?.attempt],
  ['attemptedAt', (_, attempt) => toIso(attempt?.startedAtMs)],
  ['errorName', (_, attempt) => attempt?.error?.name],
  ['errorMessage', (_, attempt) => attempt?.error?.message],
  ['fingerprint', (_, attempt) => attempt?.error?.fingerprint],
  ['groupId', ({ groupId }) => groupId],
  ['deduplicationId', ({ deduplicationId }) => deduplicationId],
  ['sequenceNumber', ({ sequenceNumber }) => sequenceNumber],
  ['traceHeader', ({ traceHeader }) => traceHeader],
  ['senderId', ({ senderId }) => senderId],
  ['attributes', ({ attributes }) => JSON.stringify(attributes)],
  ['body', ({ body }) => body],
];

/** The first row, with its line end: the names of the columns. */
export function csvHeader(): string {
  return toCsvLine(COLUMNS.map(([name]) => name));
}

/**
 * A message as a row of RFC 4180, with its line end. Times are ISO 8601 in UTC, attributes one JSON object, what is not known is empty.
 * A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) gets an apostrophe before
 * it: this is a file for people, and messages are read back from the NDJSON one.
 */
export function toCsvRow(message: ScannedMessage, attempt: LatestAttempt | undefined): string {
  return toCsvLine(COLUMNS.map(([, cell]) => cell(message, attempt)));
}

/** Empty for what is no time: SQS or a file may hold any number. */
function toIso(atMs: number | null | undefined): string {
  if (atMs === null || atMs === undefined) return '';
  const time = new Date(atMs);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

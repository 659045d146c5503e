import type { GroupBy, WorkbenchRow } from '#components/dead-letters/workbench/types.ts';
import type { ParsedBody } from '#lib/messages/query/lazy-body';
import { readField } from '#lib/messages/query/read-field';

const DAY_LENGTH = 'YYYY-MM-DD'.length;
/** A longer value is no name of a group. */
const MAX_KEY_LENGTH = 200;

/** Key of the row's group; empty where it has none. Of several values the first counts. */
export function groupKeyOf(row: WorkbenchRow, body: ParsedBody, groupBy: GroupBy): string {
  if (groupBy === 'cause') return row.attempt?.error?.fingerprint ?? '';
  if (groupBy === 'day') return new Date(row.message.sentAtMs).toISOString().slice(0, DAY_LENGTH);
  // Ages are not grouped by: the time does not matter.
  const [value = ''] = readField(groupBy, row, body, 0);
  return String(value).slice(0, MAX_KEY_LENGTH);
}

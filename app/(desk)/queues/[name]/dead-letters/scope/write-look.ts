import { parseQuery } from '#lib/messages/query/parse-query';
import { quote } from '#lib/messages/query/syntax/quoted';
import type { Selection } from '#lib/redrive/types';

import type { Look } from '../../../../_data/workbench/protocol.ts';

/** A job takes queries up to so long. */
const MAX_QUERY_LENGTH = 2000;

/**
 * What query and group let through, as a selection that also finds messages that were not read; null where only their ids can say it:
 * for messages without a value to group by, and for a query that is too long or not understood.
 */
export function writeLook({
  query,
  groupBy,
  group,
}: Pick<Look, 'query' | 'groupBy' | 'group'>): Selection | null {
  if (group === '') return null;
  const text = query.trim();
  if (text === '' && groupBy === 'cause' && group !== null) return { fingerprint: group };
  const term = group === null ? null : `${groupBy === 'day' ? 'sent' : groupBy}=${quoteKey(group, groupBy)}`;
  const whole = term === null ? text : text === '' ? term : `(${text}) ${term}`;
  return whole.length <= MAX_QUERY_LENGTH && parseQuery(whole).query ? { query: whole } : null;
}

/** A day is a time and stands without quotes; any other key is the whole text of a value. */
function quoteKey(key: string, groupBy: string): string {
  return groupBy === 'day' ? key : quote(key);
}

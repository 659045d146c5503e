import { createMatcher } from '#lib/messages/query/matches-query';
import { parseQuery } from '#lib/messages/query/parse-query';
import type { QueryProblem } from '#lib/messages/query/types';

import type { Matcher } from './evaluation.ts';

/** What a text asks for, as from `nowMs`; no matcher where it cannot be understood. */
export function understand(
  text: string,
  nowMs: number,
): { matcher: Matcher; problem: null } | { matcher: null; problem: QueryProblem } {
  const { query, problem } = parseQuery(text);
  return query ? { matcher: createMatcher(query, nowMs), problem } : { matcher: null, problem };
}

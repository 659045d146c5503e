import { createMatcher } from '#lib/messages/query/matches-query';
import { parseQuery } from '#lib/messages/query/parse-query';
import { narrows } from '#lib/messages/query/match/narrows';
import type { Query, QueryProblem } from '#lib/messages/query/types';

import type { Matcher } from './evaluation.ts';

export interface Understood {
  query: Query;
  matcher: Matcher;
}

export const EVERYTHING: Understood = { query: { kind: 'all' }, matcher: () => true };

/** What a text asks for, as from `nowMs`; null where it cannot be understood. `narrows`: it finds nothing that `before` does not find. */
export function understand(
  text: string,
  nowMs: number,
  before: Understood,
): { understood: Understood; narrows: boolean; problem: null } | { understood: null; problem: QueryProblem } {
  const { query, problem } = parseQuery(text);
  if (!query) return { understood: null, problem };
  const understood = { query, matcher: createMatcher(query, nowMs) };
  return { understood, narrows: narrows(query, before.query), problem };
}

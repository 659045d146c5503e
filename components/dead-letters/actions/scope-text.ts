import { formatCount } from '#components/ui/format.ts';

import type { Scope } from './scope.ts';

/** How many messages each scope has; null where there is no such scope now. */
export type ScopeCounts = Record<Scope, number | null>;

/** The narrowest first: that is what was last chosen. */
export const SCOPES: readonly Scope[] = ['selected', 'group', 'results', 'all'];

/** The narrowest scope that has messages; null when none has. */
export function findScope(counts: ScopeCounts): Scope | null {
  return SCOPES.find((scope) => (counts[scope] ?? 0) > 0) ?? null;
}

/** What a button says of a scope: `312 selected`, `all, about 40,000`. */
export function describeScope(scope: Scope, count: number): string {
  const counted = formatCount(count);
  if (scope === 'selected') return `${counted} selected`;
  if (scope === 'all') return `all (about ${counted})`;
  return scope === 'group' ? `this group (${counted})` : `these results (${counted})`;
}

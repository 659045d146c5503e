/** Row numbers, both included. */
export interface Rows {
  from: number;
  to: number;
}

/** Rows between two, in either order. */
export function rowsBetween(one: number, other: number): Rows {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/**
 * What changes when the end of a range that begins at `anchor` goes from `before` to `after`: a range that grows selects, one that
 * shrinks gives up what it leaves. Null where nothing does.
 */
export function moveEnd(
  anchor: number,
  before: number,
  after: number,
): { select: Rows; deselect: Rows | null } {
  const select = rowsBetween(anchor, after);
  const left = rowsBetween(anchor, before);
  if (left.from < select.from) return { select, deselect: { from: left.from, to: select.from - 1 } };
  if (left.to > select.to) return { select, deselect: { from: select.to + 1, to: left.to } };
  return { select, deselect: null };
}

/** A completion whose place is not known yet. */
export interface Offer {
  label: string;
  detail: string;
  insert: string;
}

/**
 * Those of `all` that have `written` in their name: at its start, at the start of a part of it, then anywhere; within each in the order
 * given.
 */
export function rank<Named>(all: readonly Named[], written: string, nameOf: (one: Named) => string): Named[] {
  const wanted = written.toLowerCase();
  const ranks: [Named[], Named[], Named[]] = [[], [], []];
  for (const one of all) {
    const name = nameOf(one).toLowerCase();
    const at = name.indexOf(wanted);
    if (at === 0) ranks[0].push(one);
    else if (at > 0) ranks[isPartStart(name, wanted) ? 1 : 2].push(one);
  }
  return ranks.flat();
}

function isPartStart(name: string, wanted: string): boolean {
  return ['.', '-', '_', ' ', ':', '"'].some((before) => name.includes(before + wanted));
}

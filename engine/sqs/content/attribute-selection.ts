import type { MessageAttribute } from '../state/message.ts';
import { NO_ATTRIBUTES } from './message-attributes.ts';

/** Which user attributes a receive asked for. */
export interface AttributeSelection {
  all: boolean;
  names: ReadonlySet<string>;
  prefixes: readonly string[];
}

const NOTHING: AttributeSelection = { all: false, names: new Set(), prefixes: [] };

/** Reads `MessageAttributeNames`: `All`, `.*`, `prefix.*` or exact names. */
export function parseAttributeSelection(requested: readonly string[] | undefined): AttributeSelection {
  if (!requested || requested.length === 0) return NOTHING;
  return {
    all: requested.includes('All') || requested.includes('.*'),
    names: new Set(requested),
    prefixes: requested.filter((name) => name.endsWith('.*')).map((name) => name.slice(0, -1)),
  };
}

/** The selected attributes; the very same array when that is all of them. */
export function selectAttributes(
  attributes: readonly MessageAttribute[],
  { all, names, prefixes }: AttributeSelection,
): readonly MessageAttribute[] {
  if (all || attributes.length === 0) return attributes;
  if (names.size === 0) return NO_ATTRIBUTES;
  const selected = attributes.filter(
    ({ name }) => names.has(name) || prefixes.some((prefix) => name.startsWith(prefix)),
  );
  return selected.length === attributes.length ? attributes : selected;
}

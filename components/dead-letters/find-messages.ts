import type { ScannedMessage } from '#lib/messages/types';

import { causeOf, type Lookup } from './causes/lookup.ts';

export const SORTS = ['newest', 'oldest', 'receives'] as const;

export type Sort = (typeof SORTS)[number];

interface Wanted {
  text: string;
  /** Fingerprint, or NO_CAUSE; null for any. */
  cause: string | null;
  sort: Sort;
}

/**
 * The messages of a cause, with `text` in their body, id, source, an attribute's name or value, or in the name or message of
 * their latest error; an empty text finds all.
 */
export function findMessages(
  messages: readonly ScannedMessage[],
  lookup: Lookup,
  { text, cause, sort }: Wanted,
): ScannedMessage[] {
  const wanted = text.trim().toLowerCase();
  return messages
    .filter(
      (message) =>
        (cause === null || causeOf(message.messageId, lookup) === cause) &&
        (!wanted || hasText(message, lookup, wanted)),
    )
    .toSorted(ORDERS[sort]);
}

const ORDERS: Record<Sort, (a: ScannedMessage, b: ScannedMessage) => number> = {
  newest: (a, b) => b.sentAtMs - a.sentAtMs || compareIds(a, b),
  oldest: (a, b) => a.sentAtMs - b.sentAtMs || compareIds(a, b),
  receives: (a, b) => b.receiveCount - a.receiveCount || b.sentAtMs - a.sentAtMs || compareIds(a, b),
};

function compareIds(a: ScannedMessage, b: ScannedMessage): number {
  return a.messageId < b.messageId ? -1 : 1;
}

function hasText(
  { body, messageId, attributes, deadLetterSource }: ScannedMessage,
  lookup: Lookup,
  wanted: string,
): boolean {
  const has = (text: string | null | undefined) => text?.toLowerCase().includes(wanted) === true;
  const error = lookup.latest.get(messageId)?.error;
  return (
    has(body) ||
    has(messageId) ||
    has(deadLetterSource) ||
    has(error?.name) ||
    has(error?.message) ||
    Object.entries(attributes).some(([name, { StringValue }]) => has(name) || has(StringValue))
  );
}

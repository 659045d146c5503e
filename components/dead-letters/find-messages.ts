import type { ScannedMessage } from '#lib/messages/types';

export const SORTS = ['newest', 'oldest', 'receives'] as const;

export type Sort = (typeof SORTS)[number];

/** The messages with `text` in their body, id, source, or an attribute's name or value; an empty text finds all. */
export function findMessages(
  messages: readonly ScannedMessage[],
  { text, sort }: { text: string; sort: Sort },
): ScannedMessage[] {
  const wanted = text.trim().toLowerCase();
  const found = wanted ? messages.filter((message) => hasText(message, wanted)) : messages;
  return found.toSorted(ORDERS[sort]);
}

const ORDERS: Record<Sort, (a: ScannedMessage, b: ScannedMessage) => number> = {
  newest: (a, b) => b.sentAtMs - a.sentAtMs || compareIds(a, b),
  oldest: (a, b) => a.sentAtMs - b.sentAtMs || compareIds(a, b),
  receives: (a, b) => b.receiveCount - a.receiveCount || b.sentAtMs - a.sentAtMs || compareIds(a, b),
};

function compareIds(a: ScannedMessage, b: ScannedMessage): number {
  return a.messageId < b.messageId ? -1 : 1;
}

function hasText({ body, messageId, attributes, deadLetterSource }: ScannedMessage, wanted: string): boolean {
  const has = (text: string | null | undefined) => text?.toLowerCase().includes(wanted) === true;
  return (
    has(body) ||
    has(messageId) ||
    has(deadLetterSource) ||
    Object.entries(attributes).some(([name, { StringValue }]) => has(name) || has(StringValue))
  );
}

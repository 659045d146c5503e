import type { Completion } from '#lib/messages/query/types';

/** The text with a completion written into it, and where the cursor is then. */
export function insertCompletion(
  text: string,
  { insert, from, to }: Completion,
): { text: string; cursor: number } {
  return { text: text.slice(0, from) + insert + text.slice(to), cursor: from + insert.length };
}

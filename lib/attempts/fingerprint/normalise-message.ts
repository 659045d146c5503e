import { joinValues } from './values/join-values.ts';
import { replaceKnownValues } from './values/known-messages.ts';
import { replaceTokens } from './values/tokens.ts';

/** Characters that are read, and characters of the result: less, for what follows a value is cut off at another place. */
const MAX_READ = 1_024;
const MAX_NORMALISED = 512;
/** One round is enough for nearly all texts, and one more tells so. */
const MAX_ROUNDS = 8;

/**
 * The message with every value in it (ids, numbers, times, addresses, hosts, paths, lists of these) replaced by `<*>`, so that it is
 * equal for two failures of one cause, at most 512 characters. Reads the first 1,024 characters in time linear in their number. Words stay,
 * and so do numbers that name a cause: HTTP status, exit code, SQLSTATE. Normalising the result changes nothing.
 */
export function normaliseMessage(text: string): string {
  let message = text.slice(0, MAX_READ);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = cutAtWord(normaliseOnce(message));
    if (next === message) break;
    message = next;
  }
  return message;
}

function normaliseOnce(text: string): string {
  return joinValues(replaceTokens(replaceKnownValues(text.replace(/\s+/gu, ' ').trim())));
}

function cutAtWord(text: string): string {
  if (text.length <= MAX_NORMALISED) return text;
  const end = text.lastIndexOf(' ', MAX_NORMALISED);
  return text.slice(0, end > 0 ? end : MAX_NORMALISED).toWellFormed();
}

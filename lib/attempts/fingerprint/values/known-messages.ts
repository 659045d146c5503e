import { VALUE } from './value.ts';

/**
 * Messages whose values cannot be told from words by their look: an excerpt of a body, a name that somebody typed. What is written here
 * is the text around such a value, as the named software prints it.
 */
const KNOWN_MESSAGES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // V8: JSON.parse quotes the character it did not expect, and the text around it.
  [/Unexpected token .{1,300}? is not valid JSON/gsu, `Unexpected token ${VALUE} is not valid JSON`],
  [/Unexpected token \S{1,12} in JSON/gu, `Unexpected token ${VALUE} in JSON`],
  // Node: a name that was not found may be a single word.
  [/\b(ENOTFOUND|EAI_AGAIN) [^\s,;:)]{1,255}/gu, `$1 ${VALUE}`],
  // PostgreSQL: details of a broken constraint, and what could not be read.
  [/\)=\([^()]{0,300}\)/gu, `)=(${VALUE})`],
  [/Failing row contains \([^()]{0,900}\)/gu, `Failing row contains (${VALUE})`],
  [/(invalid input (?:syntax|value) for (?:type|enum) [\w ]{1,64}: )"[^"]{0,300}"/gu, `$1${VALUE}`],
  // MySQL, MongoDB, SQL Server: the value that is there already.
  [/Duplicate entry '.{0,300}?' for key/gsu, `Duplicate entry ${VALUE} for key`],
  [/dup key: \{[^}]{0,300}\}/gu, `dup key: ${VALUE}`],
  [/duplicate key value is \([^()]{0,300}\)/gu, `duplicate key value is (${VALUE})`],
];

/** `text` with the values of well-known messages replaced. Time is linear in its length. */
export function replaceKnownValues(text: string): string {
  let replaced = text;
  for (const [pattern, replacement] of KNOWN_MESSAGES) replaced = replaced.replace(pattern, replacement);
  return replaced;
}

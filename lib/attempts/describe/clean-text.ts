/** Characters of raw text read for each character wanted: colours and control characters take room that they give back. */
const READ_PER_CHARACTER = 2;
const ELLIPSIS = '…';

const ESCAPE = String.fromCharCode(0x1b);
const BELL = String.fromCharCode(0x07);
/** Colours and cursor movements of a terminal, and titles and links for it. */
const TERMINAL_SEQUENCE = new RegExp(
  String.raw`${ESCAPE}(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^${BELL}${ESCAPE}]{0,256}(?:${BELL}|${ESCAPE}\\))`,
  'gu',
);
/** Controls, and characters that turn the direction of what follows, so that text does not read as it is. */
const UNSAFE = String.raw`\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069`;
const UNSAFE_RUN = new RegExp(`[${UNSAFE}]+`, 'gu');
const UNSAFE_IN_LINES = new RegExp(String.raw`(?![\n\t])[${UNSAFE}]`, 'gu');

/** `text` in one line of at most `limit` characters, safe to show: what is unsafe, line breaks too, becomes a space. */
export function cleanLine(text: string, limit: number): string {
  return cutText(readable(text, limit).replace(UNSAFE_RUN, ' ').trim(), limit);
}

/** `text` in at most `limit` characters, safe to show, with its line breaks and tabs; the rest of what is unsafe is left out. */
export function cleanLines(text: string, limit: number): string {
  return cutText(readable(text, limit).replace(UNSAFE_IN_LINES, ''), limit);
}

/** The first `limit` characters of `text`, the last of them an ellipsis where there was more. Splits no surrogate pair. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = isHighSurrogate(text.charCodeAt(limit - 2)) ? limit - 2 : limit - 1;
  return `${text.slice(0, end)}${ELLIPSIS}`;
}

function readable(text: string, limit: number): string {
  return cutText(text, limit * READ_PER_CHARACTER)
    .replace(TERMINAL_SEQUENCE, '')
    .toWellFormed();
}

function isHighSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}

import { VALUE, VALUE_PATTERN, WORD_CHARACTER as W } from './value.ts';
import { replaceWord } from './replace-word.ts';

/** What ends a URL, a path or an ARN wherever it stands. */
const STOP = String.raw`\s"'\x60<>|`;
/** Belongs to the sentence when it is the last character. */
const LAST = String.raw`.,;:!?)\]}`;
const HEX = String.raw`[\da-fA-F]{1,4}`;
const IPV6_TAIL = String.raw`(?:${HEX}|(?:\d{1,3}\.){3}\d{1,3})`;
const BASE64 = String.raw`[A-Za-z\d+/]`;
/** Eight groups, six (a MAC address), or any number around a double colon. */
const IPV6 =
  String.raw`(?:(?:${HEX}:){5,7}${IPV6_TAIL}|(?:${HEX}(?::${HEX}){0,6})?::(?:(?:${HEX}:){0,6}${IPV6_TAIL})?)` +
  String.raw`(?:%\w{1,16})?`;

/** Every repetition is bounded or takes what it has read, so that reading a text is linear in its length. */
const TOKEN = new RegExp(
  [
    VALUE_PATTERN,
    // URL
    String.raw`[a-zA-Z][a-zA-Z\d+.-]{1,24}://[^${STOP}]*[^${STOP}${LAST}]`,
    // ARN
    String.raw`arn:aws[a-z-]{0,16}:[^${STOP},;()[\]{}]*[^${STOP}${LAST},;()[\]{}]`,
    // E-mail address, and name@version
    String.raw`[\p{L}\p{N}_][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}.-]{0,255}[\p{L}\p{N}]`,
    // Windows path, with a drive or of a share
    String.raw`(?:[a-zA-Z]:[\\/]|\\\\)[^${STOP},;()[\]{}:]{0,255}${W}`,
    // POSIX path
    String.raw`(?<![\p{L}\p{M}\p{N}_$.>)\]}*/-])(?:~|\.{1,2})?/[^${STOP},;()[\]{}:]{0,255}${W}/?`,
    String.raw`\[${IPV6}\]`,
    String.raw`(?<![\p{L}\p{M}\p{N}_$:])${IPV6}(?!${W})`,
    // Base64: with padding, or with its signs, capitals and a digit
    String.raw`(?<!${BASE64})(?:${BASE64}{4}){2,}${BASE64}{2}(?:==|${BASE64}=)(?![\w=])`,
    String.raw`(?<!${BASE64})(?=[+/]?[A-Za-z\d]{1,200}[+/])(?=[A-Za-z+/]{0,200}\d)(?=[a-z\d+/]{0,200}[A-Z])${BASE64}{20,}`,
    `(${W}+(?:(?:\\.|-{1,3})${W}+)*)`,
  ].join('|'),
  'gu',
);

/** `text` with every value in it replaced, wherever it is known by its look. */
export function replaceTokens(text: string): string {
  return text.replace(TOKEN, (_match, word: string | undefined, at: number) =>
    word === undefined ? VALUE : replaceWord(word, { text, at }),
  );
}

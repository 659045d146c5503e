import { isErrorCode } from './error-codes.ts';
import { isHostName } from './host-name.ts';
import { isTechnicalName, isTechnicalWord } from './technical-words.ts';
import { VALUE } from './value.ts';

/** A word of at least so many letters names something; shorter ones are the prefix of an id. */
const MIN_NAME_LETTERS = 4;
/** Letters from which upper and lower case in no order are taken for an id without a digit, by chance. */
const MIN_RANDOM_LETTERS = 10;
const MAX_LETTERS_PER_HUMP = 3;

const DIGIT = /\p{Nd}/u;
const DIGITS = /^\p{Nd}+$/u;
const SEPARATORS = /[._$-]+/u;
/** `ord_QWERT`: a type in lower case, and an id that has no digit by chance. */
const PREFIXED_CAPITALS = /^[a-z]{2,5}[_-]([A-Z]{4,})$/u;
/** A type in lower case, and one segment of letters. */
const PREFIXED = /^[a-z]{2,5}_[A-Za-z]{10,}$/u;
const MAX_HUMPS_OF_NAME = 3;
/** Separators of the parts of an id: no `camelCase` name of a program has them. */
const MAY_BE_AN_ID = /[_-]/u;
const HEX_LETTERS = /^[a-f]+$/iu;
const NAMES_A_CONSTRAINT = /constraint:? ?["'`]?$/iu;
const HUMP = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+/gu;

/** Where a word stands. */
interface Place {
  text: string;
  at: number;
}

/**
 * The word as it is, or with what is a value in it replaced: all of an id (`ord_8F3K2`, `A-10427`), a host, or a number with its unit; only
 * the number in a name with words (`worker-3`). Error codes, technical words (`sha256`) and names of constraints stay.
 */
export function replaceWord(word: string, place: Place): string {
  const before = place.text.slice(Math.max(0, place.at - 32), place.at);
  if (NAMES_A_CONSTRAINT.test(before) && !/^[\p{Nd}.-]+$/u.test(word)) return word;
  if (isHostName(word, place.text.slice(place.at + word.length, place.at + word.length + 7))) return VALUE;
  if (!DIGIT.test(word)) return looksRandom(word) ? VALUE : word;
  if (isTechnicalWord(word) || isErrorCode(word, before)) return word;
  return replaceDigits(word);
}

function replaceDigits(word: string): string {
  const segments = word.split(SEPARATORS).filter(Boolean);
  const names = segments.filter((segment) => !DIGITS.test(segment));
  const isId = (name: string) =>
    !isTechnicalWord(name) && (MAY_BE_AN_ID.test(word) || !isTechnicalName(name));
  if (names.some((name) => DIGIT.test(name) && isId(name))) return VALUE;
  if (names.length === segments.length) return word;
  if (!names.some((name) => name.length >= MIN_NAME_LETTERS)) return VALUE;
  const isSerial = word.includes('-') && word === word.toUpperCase();
  if (isSerial || names.every((name) => HEX_LETTERS.test(name))) return VALUE;
  return word.replace(/(?<![\p{L}\p{M}\p{N}])\p{Nd}+(?![\p{L}\p{M}\p{N}])/gu, VALUE);
}

/**
 * An id that has no digit by chance: humps of a `camelCase` name are seldom shorter than three letters, and none stands behind a prefix
 * in lower case (`cus_roawaNNKgmxTug`).
 */
function looksRandom(word: string): boolean {
  if (word === word.toLowerCase()) return false;
  const capitals = PREFIXED_CAPITALS.exec(word)?.[1];
  if (capitals !== undefined) return !isTechnicalWord(capitals);
  if (word.length < MIN_RANDOM_LETTERS || word === word.toUpperCase()) return false;
  const humps = word.match(HUMP) ?? [];
  const letters = humps.reduce((sum, hump) => sum + hump.length, 0);
  if (letters < MIN_RANDOM_LETTERS) return false;
  return (
    humps.length * MAX_LETTERS_PER_HUMP > letters || (PREFIXED.test(word) && humps.length > MAX_HUMPS_OF_NAME)
  );
}

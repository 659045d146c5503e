import { VALUE, VALUE_PATTERN as V, WORD_CHARACTER as W } from './value.ts';

const DAY = '(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?';
const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const UNIT = '(?:ns|µs|ms|s|secs?|mins?|h|hrs?|[kKMGTP]?i?B|[kMG]?Hz|%|‰|°C?)';
const ZONE = String.raw`(?:GMT|UTC)(?:[+-]${V}(?: \([\p{L} ]{3,50}\))?)?`;
const QUOTE = String.raw`[\\"'\x60‘’“”]`;
/** Between two values of one list, one time or one address. */
const SEPARATOR = String.raw` ?(?:[,;:/|&+×–—.-]|\.{3}|…)? ?(?:(?:and|or) )?`;

/** What belongs to a value that is next to it, and then becomes part of it. */
const JOINS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Quotes around it
  [new RegExp(`${QUOTE}{1,8}${V}${QUOTE}{1,8}`, 'gu'), VALUE],
  // Signs and currencies before it; units, currencies, the half of the day and the time zone behind it
  [new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}_$>)\]])[-+±~≈\p{Sc}]{1,3} ?(?=${V})`, 'gu'), ''],
  [new RegExp(String.raw`${V} ?(?:(?:${UNIT}|[AP]M|${ZONE})(?!${W})|\p{Sc})`, 'gu'), VALUE],
  // Ends of an id, and padding of Base64
  [new RegExp(String.raw`${V}(?:={1,2}|[+/-]{1,3})(?=[\s,;.:)\]}]|$)`, 'gu'), VALUE],
  // Days and months
  [new RegExp(String.raw`(?<!${W})(?:${DAY}|${MONTH})\.?[ ,/-]{1,2}${V}`, 'gu'), VALUE],
  [new RegExp(String.raw`${V}[ ,/-]{1,2}(?:${DAY}|${MONTH})(?!${W})`, 'gu'), VALUE],
  // Lists
  [new RegExp(`${V}(?:${SEPARATOR}${V})+`, 'gu'), VALUE],
  // One record, two records; one retry, two retries
  [new RegExp(String.raw`(?<=${V} [a-z]{2,32})ies(?!${W})`, 'gu'), 'y'],
  [new RegExp(String.raw`(?<=${V} [a-z]{2,32}[a-rt-z])s(?!${W})`, 'gu'), ''],
];

/** `text` with what surrounds its values drawn into them: quotes, signs, units, parts of a date, other values of a list. */
export function joinValues(text: string): string {
  if (!text.includes(VALUE)) return text;
  let joined = text;
  for (const [pattern, replacement] of JOINS) joined = joined.replace(pattern, replacement);
  return joined;
}

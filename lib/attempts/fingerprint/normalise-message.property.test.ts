import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintError } from './fingerprint.ts';
import { normaliseMessage } from './normalise-message.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

const textOf = (characters: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...characters.split('')), minLength, maxLength });
const digit = fc.constantFrom(...DIGITS.split(''));
const word = textOf(LOWER, 3, 10);
const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });

/** What differs between two failures of one cause, by kind. An id has at least one digit: without one it may be a word. */
const VALUES = {
  uuid: fc.uuid(),
  ulid: fc.ulid(),
  'id in hexadecimal': fc.tuple(textOf(`${DIGITS}abcdef`, 7, 63), digit).map((parts) => parts.join('')),
  'id with a prefix': fc
    .tuple(
      fc.constantFrom('ord_', 'pi_', 'A-', 'req-'),
      textOf(LOWER.toUpperCase() + LOWER + DIGITS, 4, 24),
      digit,
    )
    .map((parts) => parts.join('')),
  integer: fc.integer().map(String),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  duration: fc.tuple(fc.nat(), fc.constantFrom('s', 'ms', ' ms', 'min', 'h')).map((parts) => parts.join('')),
  size: fc.tuple(fc.nat(), fc.constantFrom('B', ' kB', 'MB', ' GiB', '%')).map((parts) => parts.join('')),
  time: date.chain((at) =>
    fc.constantFrom(
      at.toISOString(),
      at.toUTCString(),
      String(at),
      at.toLocaleString('en-US'),
      String(at.getTime()),
    ),
  ),
  IPv4: fc.tuple(fc.ipV4(), fc.constantFrom('', ':80', ':65535', '/24')).map((parts) => parts.join('')),
  IPv6: fc.ipV6(),
  host: fc
    .tuple(
      word,
      fc.nat(99),
      fc.constantFrom('.internal', '.example.com', '.eu-west-1.amazonaws.com'),
      fc.constantFrom('', ':443'),
    )
    .map(([name, index, ending, port]) => `${name}-${index}${ending}${port}`),
  'e-mail address': fc
    .tuple(word, word, fc.constantFrom('example.com', 'example.io'))
    .map(([a, b, host]) => `${a}.${b}@${host}`),
  URL: fc
    .tuple(fc.constantFrom('http', 'https', 's3', 'postgres'), word, word)
    .map(([a, b, c]) => `${a}://${b}/${c}?x=1`),
  ARN: fc
    .tuple(word, textOf(DIGITS, 12))
    .map(([name, account]) => `arn:aws:sqs:eu-west-1:${account}:${name}`),
  'POSIX path': fc.array(word, { minLength: 1, maxLength: 5 }).map((names) => `/${names.join('/')}.ts:12:5`),
  'Windows path': fc.array(word, { minLength: 1, maxLength: 5 }).map((names) => `C:\\${names.join('\\')}`),
} satisfies Record<string, fc.Arbitrary<string>>;

const anyValue = fc.oneof(...Object.values(VALUES));

/** Of letters, and long enough to be no unit and no month. */
const plainWord = textOf(LOWER, 4, 10);
const sentence = fc.array(plainWord, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));

/** Texts that mean something to one of the rules. */
const FRAGMENTS = [
  '<*>| |"|\'|`|\\|/|:|::|.|,|-|+|=|(|)|[|]|{|}|$|€|%|@|\n|https://|arn:aws:|C:\\|10.0.0.1|fe80|foo.io|e5|1|404|a1|8|v1|S3|utf|ord_',
  'May|Mon|GMT+|PM|ms|s| and |status |HTTP/|error code |constraint "|sqlstate |ENOTFOUND |)=(|dup key: {|items|retries|camelCase|QWERT',
  "Duplicate entry '|' for key|Unexpected token | is not valid JSON",
].flatMap((line) => line.split('|'));
const scrap = fc.oneof(
  fc.constantFrom(...FRAGMENTS),
  fc.string({ maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const scraps = fc.array(scrap, { size: 'max', maxLength: 400 }).map((parts) => parts.join(''));

describe('normaliseMessage', () => {
  it.each(Object.entries(VALUES))('takes any %s for a value', (_kind, value) => {
    fc.assert(
      fc.property(value, sentence, sentence, (text, before, after) => {
        expect(normaliseMessage(`${before} ${text} ${after}`)).toMatch(/^[a-z ]+ <\*> [a-z ]+$/);
        expect(normaliseMessage(`${before}: '${text}'.`)).toBe(`${before}: <*>.`);
      }),
    );
  });

  it('changes nothing the second time, and stays within its bound', () => {
    fc.assert(
      fc.property(scraps, (text) => {
        const once = normaliseMessage(text);
        expect(normaliseMessage(once)).toBe(once);
        expect(once.length).toBeLessThanOrEqual(512);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps words', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(normaliseMessage(text)).toBe(text);
      }),
    );
  });
});

describe('fingerprintError', () => {
  const template = fc.array(sentence, { minLength: 2, maxLength: 4 });
  /** As many values as there are gaps, for two messages of one template. */
  const filled = template.chain((texts) => {
    const values = fc.array(anyValue, { minLength: texts.length - 1, maxLength: texts.length - 1 });
    const fill = values.map((gaps) =>
      texts
        .map((text, index) => [text, gaps[index]].join(' '))
        .join(' ')
        .trim(),
    );
    return fc.tuple(fill, fill);
  });
  const print = (name: string, message: string) => fingerprintError({ name, message, stack: null });

  it('is one for what differs in values only', () => {
    fc.assert(
      fc.property(filled, ([one, other]) => {
        expect(print('Error', other)).toBe(print('Error', one));
      }),
    );
  });

  it('is never one for two names', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ unit: 'binary' }), (one, other, message) => {
        fc.pre(one !== other);
        expect(print(other, message)).not.toBe(print(one, message));
      }),
    );
  });

  it('is never one for different words', () => {
    fc.assert(
      fc.property(sentence, sentence, anyValue, (one, other, value) => {
        fc.pre(one !== other);
        expect(print('Error', `${other}: ${value}`)).not.toBe(print('Error', `${one}: ${value}`));
      }),
    );
  });
});

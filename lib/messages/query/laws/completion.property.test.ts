import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeQuery } from '../complete-query.ts';
import { lazyBody } from '../lazy-body.ts';
import { parseQuery } from '../parse-query.ts';
import type { Completion } from '../types.ts';
import { createVocabulary } from '../vocabulary.ts';
import { sampleSubject } from './sample-subject.ts';

const key = fc.oneof(
  fc.constantFrom('a', 'order', 'odd key', 'x.y', '"', '\\', ']', '-', 'OR', '*'),
  fc.string(),
);
const seenText = fc.oneof(fc.constantFrom('a b', '"', '=x', '(', '*', 'NOT', '-', '\\', '>1'), fc.string());
const vocabulary = fc
  .array(
    fc.dictionary(key, fc.oneof(seenText, fc.dictionary(key, seenText, { maxKeys: 2 })), { maxKeys: 4 }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((bodies) => {
    const learnt = createVocabulary();
    for (const value of bodies) {
      const body = JSON.stringify(value);
      const attributes = { 'x.y': { DataType: 'String', StringValue: body.slice(2, 6) } };
      learnt.add(sampleSubject({ body, attributes }), lazyBody(body));
    }
    return learnt.read();
  });

const before = fc.constantFrom(
  '',
  'a ',
  'NOT ',
  '-',
  '(x OR ',
  'cause:x age>2h ',
  '"q" ',
  'x AND (',
  'x OR -(',
);
const behind = fc.constantFrom('', ' x', ' OR y', ' -z');
const start = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'body', 'body.', 'ord', 'c', 'at', 'x', '$'),
  fc.string({ maxLength: 2 }),
);

const anyText = fc
  .array(fc.oneof(fc.nat(0xffff), fc.nat(127)), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));

/** One of them suits any field; none where a value is part of the completion. */
const VALUES = ['', 'x', '3', '2h', '2026-11-20'];

const isUnderstood = (text: string) => parseQuery(text).problem === null;

function insertAll(text: string, cursor: number, words: Parameters<typeof completeQuery>[2]) {
  return completeQuery(text, cursor, words).map((one) => ({
    ...one,
    text: text.slice(0, one.from) + one.insert + text.slice(one.to),
    cursor: one.from + one.insert.length,
  }));
}

describe('a completion', () => {
  it('of a field leaves a query, once a value is written behind it', () => {
    fc.assert(
      fc.property(before, start, behind, vocabulary, (left, word, right, words) => {
        fc.pre(/^[\w.$]*$/.test(word));
        const parentheses = left.includes('(') ? ')' : '';
        for (const one of insertAll(
          `${left}${word}${right}${parentheses}`,
          left.length + word.length,
          words,
        )) {
          const withValues = VALUES.map(
            (value) => one.text.slice(0, one.cursor) + value + one.text.slice(one.cursor),
          );
          expect(withValues.some(isUnderstood)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('of a value keeps a query a query, and is the value', () => {
    fc.assert(
      fc.property(before, start, behind, vocabulary, (left, word, right, words) => {
        fc.pre(/^[\w.$]*$/.test(word));
        const parentheses = left.includes('(') ? ')' : '';
        for (const [field, values] of words.values) {
          const typed = `${left}${field}:${word}`;
          const completions = insertAll(`${typed}${right}${parentheses}`, typed.length, words);
          expect(completions.length).toBeLessThanOrEqual(12);
          expect(values).toEqual(expect.arrayContaining(completions.map(({ label }) => label)));
          expect(completions.map(({ text }) => isUnderstood(text))).toEqual(completions.map(() => true));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is within the text, for any text and cursor', () => {
    fc.assert(
      fc.property(anyText, fc.nat(45), vocabulary, (text, cursor, words) => {
        const completions = completeQuery(text, cursor, words);
        expect(completions.length).toBeLessThanOrEqual(12);
        const isOutside = ({ from, to }: Completion) => from < 0 || from > to || to > text.length;
        expect(completions.filter(isOutside)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

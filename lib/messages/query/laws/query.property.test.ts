import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lazyBody } from '../lazy-body.ts';
import { narrows } from '../match/narrows.ts';
import { createMatcher } from '../matches-query.ts';
import { parseQuery } from '../parse-query.ts';
import type { Query, QueryProblem, QuerySubject } from '../types.ts';
import { answerNaively } from './answer-naively.ts';
import type { Asked, AskedField, AskedOperator } from './asked.ts';
import { printAsked } from './print-asked.ts';
import { NOW_MS, sampleSubject } from './sample-subject.ts';

const WORDS = [
  ...'a A ab Order order reorder 7 7.0 007 10 -3 ü Ü true null NOT timeout'.split(' '),
  ...'2026-11-20 2026-11-20T00:00Z 2026-11-21T10:15Z'.split(' '),
  'timeout error',
];
const PIECES = [
  ...'( ) " \\ - AND * : > = != ~ [ ] [" "] body $ . attr. cause age 2h 7 x sent 2026-11-20'.split(' '),
  'NOT ',
  ' OR ',
  ' ',
  '\u0000',
  '\ud800',
];

const word = fc.constantFrom(...WORDS);
const oddText = fc.constantFrom(
  '',
  'a b',
  '"',
  '\\',
  'a"b',
  '(',
  '*',
  'OR',
  'a:b',
  ' ',
  '.*',
  '[a-z]+',
  '$1',
);
const text = fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: oddText });
const key = fc.constantFrom('a', 'b', 'id', 'odd key', 'x.y', '"', '0');

const scalar = fc.oneof(text, fc.constantFrom(7, 10, 7.5, -3, true, false, null));
const json = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 3 }),
  ),
})).any;
const attribute = fc.oneof(
  text.map((StringValue) => ({ DataType: 'String', StringValue })),
  fc.constantFrom('7', '10', '7.50').map((StringValue) => ({ DataType: 'Number', StringValue })),
  fc.constant({ DataType: 'Binary', BinaryValue: 'AQI=' }),
);
const error = fc.record({
  name: word,
  message: text,
  fingerprint: fc.constantFrom('v1-0123', 'v1-4567'),
});
const subject = fc
  .record({
    body: fc.oneof(
      json.map((value) => JSON.stringify(value)),
      text,
    ),
    attributes: fc.dictionary(fc.constantFrom('a', 'b', 'x.y'), attribute, { maxKeys: 3 }),
    receiveCount: fc.constantFrom(3, 7, 10),
    sentAtMs: fc.constantFrom(1, 2, 3, 48).map((hours) => NOW_MS - hours * 3_600_000),
    groupId: fc.option(text),
    error: fc.option(error, { nil: 'unknown' as const }),
  })
  .map(({ error: failedOf, ...message }): QuerySubject => sampleSubject(message, failedOf));

const anyField: fc.Arbitrary<AskedField> = fc.oneof(
  fc.constantFrom('a', 'b', 'x.y', 'c').map((name) => ({ kind: 'attr' as const, name })),
  fc.array(key, { minLength: 1, maxLength: 3 }).map((path) => ({ kind: 'body' as const, path })),
);
const textField = fc.constantFrom<AskedField>({ kind: 'cause' }, { kind: 'group' });
const ORDERS = ['>', '>=', '<', '<='] as const;
const EQUALITIES = [':', '=', '!='] as const;

const plain = fc.record({
  text: word.filter((one) => !one.includes(' ')),
  isQuoted: fc.constant(false),
  openStart: fc.constant(false),
  openEnd: fc.constant(false),
});
const value = fc.oneof(
  plain,
  text.map((one) => ({ text: one, isQuoted: true, openStart: false, openEnd: false })),
);
const openValue = fc.oneof(
  value,
  fc.record({
    text: word.filter((one) => !one.includes(' ')),
    isQuoted: fc.boolean(),
    openStart: fc.boolean(),
    openEnd: fc.boolean(),
  }),
);
const compare = (
  field: fc.Arbitrary<AskedField>,
  operators: readonly AskedOperator[],
  values: typeof value,
): fc.Arbitrary<Asked> =>
  fc.record({
    kind: fc.constant('compare' as const),
    field,
    operator: fc.constantFrom(...operators),
    value: values,
  });
const plainOf = (...texts: string[]) =>
  fc.constantFrom(...texts).map((one) => ({ text: one, isQuoted: false, openStart: false, openEnd: false }));

const asked = fc.letrec<{ any: Asked }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
    text.map((one): Asked => ({ kind: 'text', text: one })),
    compare(anyField, EQUALITIES, openValue),
    compare(anyField, [...ORDERS, '~'], value),
    compare(textField, EQUALITIES, openValue),
    compare(textField, ['~'], value),
    compare(
      fc.constant<AskedField>({ kind: 'receives' }),
      [...EQUALITIES, ...ORDERS],
      plainOf('3', '7', '7.0', '11'),
    ),
    compare(fc.constant<AskedField>({ kind: 'age' }), ORDERS, plainOf('2h', '120m', '1d', '3h', '7200s')),
    fc.oneof(anyField, textField).map((field): Asked => ({ kind: 'exists', field })),
    tie('any').map((term): Asked => ({ kind: 'not', term })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, terms]): Asked => ({ kind, terms })),
  ),
})).any;

/** Choices of a printer, repeated when they run out. */
const chooser = fc.array(fc.nat(11), { minLength: 1, maxLength: 30 }).map((choices) => () => {
  let next = 0;
  return (ways: number) => (choices[next++ % choices.length] ?? 0) % ways;
});

function understood(source: string): Query {
  const { query, problem } = parseQuery(source);
  if (!query) throw new Error(`${source}: ${problem.message}`);
  return query;
}

const answer = (query: Query, one: QuerySubject) =>
  createMatcher(query, NOW_MS)(one, lazyBody(one.message.body));
const answerText = (source: string, one: QuerySubject) => answer(understood(source), one);

function isHelpful(problem: QueryProblem | null, source: string): boolean {
  if (!problem) return false;
  const { message, from, to } = problem;
  return /^\S.{10,300}\.$/s.test(message) && from >= 0 && from < to && to <= source.length;
}

describe('the query language', () => {
  it('means what a naive reading of it means, however it is written', () => {
    fc.assert(
      fc.property(
        asked,
        chooser,
        fc.array(subject, { minLength: 1, maxLength: 5 }),
        (meant, choose, subjects) => {
          const source = printAsked(meant, choose());
          fc.pre(source.length <= 2000);
          expect(subjects.map((one) => answerText(source, one))).toEqual(
            subjects.map((one) => answerNaively(meant, one, NOW_MS)),
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('obeys De Morgan and the double negation', () => {
    fc.assert(
      fc.property(asked, asked, subject, chooser, (left, right, one, choose) => {
        const [a, b] = [printAsked(left, choose()), printAsked(right, choose())];
        fc.pre(a.length + b.length <= 1900);
        expect(answerText(`NOT ((${a}) (${b}))`, one)).toBe(answerText(`NOT (${a}) OR NOT (${b})`, one));
        expect(answerText(`-((${a}) OR (${b}))`, one)).toBe(answerText(`-(${a}) -(${b})`, one));
        expect(answerText(`NOT -(${a})`, one)).toBe(answerText(a, one));
      }),
      { numRuns: 300 },
    );
  });

  it('is only said to narrow another one when it finds nothing that the other does not', () => {
    // Queries as they come about while one is typed, and such as have nothing to do with each other.
    const pair = fc.oneof(
      fc
        .tuple(asked, asked, chooser)
        .map(([one, other, choose]) => [printAsked(one, choose()), printAsked(other, choose())]),
      fc.tuple(asked, chooser, fc.nat(), fc.nat()).map(([one, choose, longer, shorter]) => {
        const source = printAsked(one, choose());
        return [
          source.slice(0, longer % (source.length + 1)),
          source.slice(0, shorter % (source.length + 1)),
        ];
      }),
    );
    let narrowed = 0;
    fc.assert(
      fc.property(
        pair,
        fc.array(subject, { minLength: 1, maxLength: 8 }),
        ([next = '', before = ''], subjects) => {
          const [later, earlier] = [parseQuery(next).query, parseQuery(before).query];
          fc.pre(later !== null && earlier !== null && narrows(later, earlier));
          narrowed += earlier.kind === 'all' ? 0 : 1;
          for (const one of subjects) expect(answer(later, one) && !answer(earlier, one)).toBe(false);
        },
      ),
      { numRuns: 500, maxSkipsPerRun: 1000 },
    );
    expect(narrowed).toBeGreaterThan(50);
  });

  it('has a problem within the text, or a matcher that answers, for any text at all', () => {
    const anyText = fc.oneof(
      fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(anyText, subject, (source, one) => {
        const { query, problem } = parseQuery(source);
        const isAnswered = query !== null && typeof answer(query, one) === 'boolean';
        expect(isAnswered || isHelpful(problem, source)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

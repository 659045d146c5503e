import { describe, expect, it } from 'vitest';
import { lazyBody } from './lazy-body.ts';
import { NOW_MS, sampleSubject } from './laws/sample-subject.ts';
import { createMatcher } from './matches-query.ts';
import { parseQuery } from './parse-query.ts';
import type { QuerySubject } from './types.ts';

function matches(text: string, subject: QuerySubject): boolean {
  const { query, problem } = parseQuery(text);
  if (!query) throw new Error(`${text}: ${problem.message}`);
  return createMatcher(query, NOW_MS)(subject, lazyBody(subject.message.body));
}

const matching = (subject: QuerySubject, texts: string[]) => texts.filter((text) => matches(text, subject));
const withBody = (value: unknown) => sampleSubject({ body: JSON.stringify(value) });

describe('createMatcher', () => {
  it.each([
    ['refund', 'payment'],
    ['"type\\":\\"REF"', '"type\\": \\"ref"'],
    ['-payment', '-refund'],
    ['refund order', 'refund payment'],
    ['payment OR refund', 'payment OR invoice'],
    ['cause:timeouterror', 'cause:TypeError'],
    ['cause=TimeoutError', 'cause=timeouterror'],
    ['cause:v1-0123456789abcdef', 'cause!=v1-0123456789abcdef'],
    ['cause:v1-*', 'cause:*-v1'],
    ['cause!=TypeError', 'cause!=TimeoutError'],
    ['error:"TIMED OUT"', 'error="timed out"'],
    ['error:Task*', 'error:out*'],
    ['error:*seconds', 'error:*Task'],
    ['error~after', 'error~before'],
    ['body:refund', 'body:payment'],
    ['body="{\\"order\\":{\\"id\\":42,\\"type\\":\\"Refund\\"}}"', 'body=Refund'],
    ['id:B7E0*', 'id=B7E0*'],
    ['from:orders', 'from:payments'],
    ['age>2h', 'age>3h'],
    ['age>=3h age<=3h', 'age<3h'],
    ['attempt:4', 'attempt>4'],
    ['receives>=5', 'receives!=5'],
    ['generation:0', 'generation>0'],
    ['size:35', 'size>1k'],
    ['sent:2026-11-25', 'sent:2026-11-24'],
    ['sent>2026-11-24', 'sent>2026-11-25'],
    ['sent<=2026-11-25T09:00', 'sent<2026-11-25T09:00'],
    ['sent<"2h ago"', 'sent>"2h ago"'],
    ['expires<3h', 'expires<1h'],
    ['expires<"in 3h" expires>now', 'expires<now'],
    ['expires:2026-11-25T14:00Z', 'expires!=2026-11-25T14:00Z'],
    ['attr.tenant:ACME', 'attr.tenant=ACME'],
    ['attr.tenant:*', 'attr.other:*'],
    ['body.order.type:refund', 'body.order.type=refund'],
    ['$.order.id:42', '$.order.id:4'],
    ['body.order.id>=42', 'body.order.id>42'],
    ['body.order:*', 'body.order.nothing:*'],
    ['NOT group:*', 'group:*'],
  ])('finds the sample by %s and not by %s', (yes, no) => {
    expect(matching(sampleSubject(), [yes, no])).toEqual([yes]);
  });

  it('never matches a comparison with what a message lacks, but its negation', () => {
    const lacking = sampleSubject({ body: 'no JSON', expiresAtMs: null }, 'unknown');
    const comparisons = ['attr.x', 'body.x', 'group', 'cause', 'error'].flatMap((field) => [
      `${field}:1`,
      `${field}!=1`,
    ]);
    comparisons.push('attr.x>1', 'body.x<1', 'attempt!=1', 'attempt>=0', 'expires>2020-01-01', '$:*');
    expect(matching(lacking, comparisons)).toEqual([]);
    expect(
      matching(
        lacking,
        comparisons.map((text) => `NOT ${text}`),
      ),
    ).toHaveLength(comparisons.length);
  });

  it('looks into arrays, all of them or one element', () => {
    const subject = withBody({
      tags: ['new', 'urgent'],
      items: [{ skus: ['a'] }, { skus: ['b', 'c'] }],
      none: [],
    });
    expect(
      matching(subject, [
        'body.tags:urgent',
        'body.tags!=urgent',
        'body.tags!=old',
        'body.tags[0]:urgent',
        'body.tags[1]:urgent',
        'body.items.skus:c',
        'body.items[1].skus[1]:c',
        'body.items[0].skus:c',
        'body.none:*',
        'body.none!=1',
      ]),
    ).toEqual([
      'body.tags:urgent',
      'body.tags!=old',
      'body.tags[1]:urgent',
      'body.items.skus:c',
      'body.items[1].skus[1]:c',
      'body.none:*',
    ]);
  });

  it('does not find what an object only inherits', () => {
    const queries = ['body.constructor:*', 'body.toString:*', 'body.__proto__:*', 'attr.constructor:*'];
    expect(matching(sampleSubject(), queries)).toEqual([]);
    expect(matches('body.__proto__:1', sampleSubject({ body: '{"__proto__":1}' }))).toBe(true);
  });

  it('compares numbers with numbers, and text with text', () => {
    const subject = withBody({ price: 7.5, code: '007', big: '10', word: 'ten', yes: true, no: null });
    expect(
      matching(subject, [
        'body.price:7.50',
        'body.code:7',
        'body.code:007',
        'body.big>9',
        'body.word>9',
        'body.word>"9"',
        'body.yes:true',
        'body.no:null',
        'body.price="7.5"',
        'body.price:"7.50"',
      ]),
    ).toEqual([
      'body.price:7.50',
      'body.code:007',
      'body.big>9',
      'body.word>"9"',
      'body.yes:true',
      'body.no:null',
      'body.price="7.5"',
    ]);
  });

  it('tells numbers apart that are too long for JavaScript', () => {
    const subject = sampleSubject({ body: '{"id":1234567890123456789}' });
    expect(
      matching(subject, [
        'body.id:1234567890123456789',
        'body.id:1234567890123456788',
        'body.id:1234567890123456800',
        'body.id!=1234567890123456788',
      ]),
    ).toEqual(['body.id:1234567890123456789', 'body.id!=1234567890123456788']);
  });

  it('compares times in bodies as times', () => {
    const subject = withBody({ at: '2026-11-20T23:30:00.000+01:00', on: '2026-11-20', it: 'soon' });
    expect(
      matching(subject, [
        'body.at:2026-11-20',
        'body.at:2026-11-20T22:30Z',
        'body.at="2026-11-20"',
        'body.at>2026-11-20',
        'body.at>=2026-11-20',
        'body.on<2026-11-20T00:01',
        'body.it>2026-11-20',
      ]),
    ).toEqual([
      'body.at:2026-11-20',
      'body.at:2026-11-20T22:30Z',
      'body.at>=2026-11-20',
      'body.on<2026-11-20T00:01',
    ]);
  });

  it('takes number attributes as numbers and binary ones as their base64', () => {
    const subject = sampleSubject({
      attributes: {
        'price.eur': { DataType: 'Number.float', StringValue: '7.50' },
        code: { DataType: 'String', StringValue: '7.50' },
        raw: { DataType: 'Binary', BinaryValue: 'AQI=' },
      },
    });
    const queries = [
      'attr.price.eur:7.5',
      'attr.price.eur>7',
      'attr.code:7.5',
      'attr.code>7',
      'attr.raw="AQI="',
    ];
    expect(matching(subject, queries)).toEqual(queries.toSpliced(2, 1));
  });

  it('parses no body that something cheaper has settled, and none twice', () => {
    let parses = 0;
    const body = {
      get value() {
        parses += 1;
        return {};
      },
    };
    const match = (text: string) =>
      createMatcher(parseQuery(text).query ?? { kind: 'all' }, NOW_MS)(sampleSubject(), body);
    expect([match('body.a:1 age<1h'), match('body.a:1 invoice'), match('body.a:1 OR refund')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(parses).toBe(0);
    const lazy = lazyBody('{"a":1}');
    expect(lazy.value).toBe(lazy.value);
  });

  it('counts the bytes of a body in UTF-8, also of a large one', () => {
    expect(matches('size:7', sampleSubject({ body: 'ü€\ud800' }))).toBe(false);
    expect(matches('size:8', sampleSubject({ body: 'ü€\ud800' }))).toBe(true);
    expect(matches('size:20001', sampleSubject({ body: `x${'😀'.repeat(5000)}` }))).toBe(true);
  });

  it('survives a body of nothing but nested arrays', () => {
    const deep = sampleSubject({ body: `${'['.repeat(50_000)}1${']'.repeat(50_000)}` });
    expect(matching(deep, ['body.a:1', '$:1', '$:*'])).toEqual(['$:*']);
  });
});

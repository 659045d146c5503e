import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse-query.ts';

const problemOf = (text: string) => {
  const { problem } = parseQuery(text);
  if (!problem) throw new Error(`${text} is understood.`);
  return { ...problem, about: text.slice(problem.from, problem.to) };
};

describe('parseQuery', () => {
  it.each(['', '   ', '\n\t', '*', '""'])('takes %j for a query that matches everything', (text) => {
    expect(parseQuery(text)).toEqual({ query: { kind: 'all' }, problem: null });
  });

  it.each([
    ['a b OR -c d', '(a AND b) OR ((NOT c) AND d)'],
    ['NOT (a OR b) c', '(NOT (a OR b)) c'],
    ['or not and', '"or" "not" "and"'],
    ['((a))', 'a'],
  ])('binds NOT closest, then neighbours, then OR: %s is %s', (one, other) => {
    expect(parseQuery(one).problem).toBeNull();
    expect(parseQuery(one)).toEqual(parseQuery(other));
  });

  it.each([
    ['$.order.id:1', 'body.order.id:1'],
    ['$["odd key"].x:1', 'body["odd key"].x:1'],
    ['body["order"]["id"]:1', 'body.order.id:1'],
    ['attr["tenant"]:1', 'attr.tenant:1'],
    ['generation==2', 'generation=2'],
    ['size>10k', 'size>10240'],
    ['size>1MiB', 'size>1M'],
    ['age>1.5d', 'age>1d12h'],
    ['age>"2h"', 'age>120m'],
    ['expires<in2h', 'expires<"in 2h"'],
    ['sent>=2026-11-20T10:00Z', 'sent>=2026-11-20T11:00+01:00'],
    ['tim*', 'tim'],
  ])('reads %s as it reads %s', (one, other) => {
    expect(parseQuery(one).problem).toBeNull();
    expect(parseQuery(one)).toEqual(parseQuery(other));
  });

  it('takes quoted words for text, with backslashes before quotes and backslashes', () => {
    expect(parseQuery(String.raw`"OR" "say \"no\" \\ x"`).query).toEqual({
      kind: 'and',
      terms: [
        { kind: 'text', text: 'OR' },
        { kind: 'text', text: String.raw`say "no" \ x` },
      ],
    });
  });

  it.each(['ORDER', 'NOTE', 'ANDROID', 'or', 'x OR_y'])(
    'takes no part of a word for an operator: %s',
    (text) => {
      expect(parseQuery(`"a" ${text}`).query).toMatchObject({ kind: 'and' });
      expect(parseQuery(text).problem).toBeNull();
    },
  );

  it('is plain data, which a worker may be sent', () => {
    const { query } = parseQuery('age>2h (cause:TypeError* OR body["odd key"][0]>=3) -"x y" expires<in2h');
    expect(structuredClone(query)).toEqual(query);
    expect(JSON.parse(JSON.stringify(query))).toEqual(query);
  });
});

describe('docs/queries.md', () => {
  const [, block = ''] = /```\n(.*?)```/s.exec(readFileSync('docs/queries.md', 'utf8')) ?? [];
  const examples = block
    .trim()
    .split('\n')
    .map((line) => line.split('   ')[0] ?? '');

  it('has a dozen examples', () => expect(examples).toHaveLength(12));
  it.each(examples)('says %s, which is a query', (text) => expect(parseQuery(text).problem).toBeNull());
});

describe('a problem', () => {
  it.each([
    ['causes:x', 'causes:', 'Did you mean cause?'],
    ['arn:aws:sqs', 'arn:', 'put it in quotes: "arn:aws:sqs"'],
    ['tenant:acme', 'tenant:', 'no field tenant'],
    ['attr.:x', 'attr.:', 'attr.name'],
    ['body.a..b:x', 'body.a..b:', 'body["odd name"]'],
    ['age > 2h', '>', 'age>2h'],
    ['cause:', 'cause:', 'cause:* for any'],
    ['a cause: b', 'cause:', 'Write a value'],
    ['cause!=*', 'cause!=*', 'NOT cause:*'],
    ['age>2', 'age>2', 'a unit'],
    ['age:2h', 'age:2h', 'age>2h'],
    ['attempt>many', 'attempt>many', 'is a number'],
    ['attempt~3', 'attempt~3', 'is a number'],
    ['receives:3*', 'receives:3*', 'is a number'],
    ['size>big', 'size>big', '10k'],
    ['id>3', 'id>3', 'is text'],
    ['error<x', 'error<x', 'is text'],
    ['sent>2h', 'sent>2h', 'age>2h'],
    ['sent:2026-02-30', 'sent:2026-02-30', 'Write a time'],
    ['expires:2h', 'expires:2h', 'expires<6h'],
    ['cause:a*b', 'cause:a*b', 'Quote the value'],
    ['attr.x>a*', 'attr.x>a*', 'Leave it out'],
    ['a*b', 'a*b', 'Quote the text'],
    ['x "open', '"', 'not closed'],
    ['cause:"open', '"', 'not closed'],
    ['body["open:x', '"', 'not closed'],
    ['(a OR b', '(', 'not closed'],
    ['a) b', ')', 'no ( for this )'],
    ['()', ')', 'before this )'],
    ['foo(bar)', '(', 'a blank before this ('],
    ['{"a":1}', '"', 'a blank before this "'],
    ['"a":1', ':', 'a blank behind'],
    ['x body["odd key"]', 'body["odd key"]', 'body["odd key"]:* for any'],
    ['a OR', 'R', 'behind OR'],
    ['OR a', 'OR', 'before OR'],
    ['a AND OR b', 'OR', 'before OR'],
    ['NOT', 'T', 'behind NOT'],
    ['a -', '-', 'right behind the -'],
  ])('of %s is about %s', (text, about, advice) => {
    expect(problemOf(text)).toMatchObject({ about, message: expect.stringContaining(advice) as string });
  });

  it('is a text beyond 2,000 characters', () => {
    expect(parseQuery('x'.repeat(2000)).problem).toBeNull();
    expect(problemOf('x'.repeat(2001))).toMatchObject({ from: 2000, to: 2001 });
  });

  it('is nesting beyond 20', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}x${')'.repeat(depth)}`;
    expect(parseQuery(nested(20)).problem).toBeNull();
    expect(problemOf(nested(21)).message).toContain('at most 20 deep');
    expect(problemOf('('.repeat(2000)).message).toContain('at most 20 deep');
    expect(problemOf(`${'NOT '.repeat(21)}x`).message).toContain('at most 20 deep');
  });
});

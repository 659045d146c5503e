import { describe, expect, it } from 'vitest';
import { completeQuery } from './complete-query.ts';
import type { QueryVocabulary } from './types.ts';

const vocabulary: QueryVocabulary = {
  paths: new Map([
    ['order.type', 5000],
    ['order.id', 1900],
    ['["odd key"]', 1],
  ]),
  attributes: new Map([
    ['tenant', 312],
    ['trace.id', 12],
  ]),
  values: new Map([
    ['cause', ['TypeError', 'TimeoutError', 'ConnectTimeout']],
    ['attr.tenant', ['acme', 'globex']],
    ['body.order.type', ['Order placed', 'Refund', 'say "hi"', '=x', '']],
  ]),
};

/** Completions at the `|` of a text; `results` are the texts with each of them inserted. */
function complete(marked: string) {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const completions = completeQuery(text, cursor, vocabulary);
  const results = completions.map(({ insert, from, to }) => text.slice(0, from) + insert + text.slice(to));
  return { completions, results };
}

describe('completeQuery', () => {
  it('offers a dozen fields where nothing is written, of each kind', () => {
    const { completions } = complete('|');
    expect(completions).toHaveLength(12);
    const labels = completions.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['cause', 'age', 'attr.tenant', 'body.order.type']));
    expect(completions.find(({ label }) => label === 'attr.tenant')?.detail).toBe('in 312 messages');
    expect(completions.find(({ label }) => label === 'body.order.type')?.detail).toBe(
      'in about 5,000 messages',
    );
    expect(completions.find(({ label }) => label === 'body["odd key"]')?.detail).toBe('in 1 message');
  });

  it.each([
    ['ca|', 'cause:'],
    ['age>2h -ca|', 'age>2h -cause:'],
    ['(ca|)', '(cause:)'],
    ['ca| age>2h', 'cause: age>2h'],
    ['c|ausal', 'cause:'],
    ['ca|:Type', 'cause:Type'],
    ['ten|', 'attr.tenant:'],
    ['odd|', 'body["odd key"]:'],
    ['body["o|', 'body["odd key"]:'],
    ['exp|', 'expires<'],
    ['Type|', 'body.order.type:'],
  ])('completes the field of %s to %s first', (marked, result) => {
    expect(complete(marked).results[0]).toBe(result);
  });

  it.each([
    ['cause:T|', ['cause:TypeError', 'cause:TimeoutError', 'cause:ConnectTimeout']],
    ['cause:time|', ['cause:TimeoutError', 'cause:ConnectTimeout']],
    ['cause:"Typ|', ['cause:TypeError']],
    ['cause:"Typ|" x', ['cause:TypeError x']],
    [
      'NOT cause=T|ype x',
      ['NOT cause=TypeError x', 'NOT cause=TimeoutError x', 'NOT cause=ConnectTimeout x'],
    ],
    ['(x OR $.order.type:ord|)', ['(x OR $.order.type:"Order placed")']],
    ['body.order.type:say|', [String.raw`body.order.type:"say \"hi\""`]],
    ['body.order.type:=|', ['body.order.type:"=x"']],
    ['attr["tenant"]!=|', ['attr["tenant"]!=acme', 'attr["tenant"]!=globex']],
    ['size>10|', ['size>10k', 'size>100k']],
    ['age>|', ['age>15m', 'age>1h', 'age>6h', 'age>24h', 'age>7d']],
    ['nothing:|', []],
    ['sent>|', []],
  ])('completes the value of %s', (marked, results) => expect(complete(marked).results).toEqual(results));

  it('offers operators for a field that is written out', () => {
    expect(complete('cause|').results).toEqual(['cause:', 'cause!=', 'cause~', 'cause:*']);
    expect(complete('x age| y').results).toEqual(['x age> y', 'x age< y']);
    expect(complete('body["odd key"]|').results[0]).toBe('body["odd key"]:');
    expect(complete('body|').results.slice(0, 3)).toEqual(['body:', 'body=', 'body.order.type:']);
  });

  it('offers values seen for plain text, with their fields', () => {
    expect(complete('ref|').results).toEqual(['body.order.type:Refund']);
    expect(complete('acm|').completions).toEqual([
      { label: 'attr.tenant:acme', detail: 'seen value', insert: 'attr.tenant:acme', from: 0, to: 3 },
    ]);
  });

  it.each(['"ca|', '"ca|use"', '|cause:x', 'OR|', 'cause|!=x'.replace('|!', '!|')])(
    'leaves %s alone',
    (marked) => expect(complete(marked).results).toEqual([]),
  );

  it('bears any cursor, and a text that is too long', () => {
    expect(completeQuery('ca', 99, vocabulary)).toEqual(completeQuery('ca', 2, vocabulary));
    expect(completeQuery('', -1, vocabulary)).toHaveLength(12);
    expect(completeQuery('x'.repeat(2001), 1, vocabulary)).toEqual([]);
  });
});

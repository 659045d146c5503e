import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueueRecord } from '../../core/queue-port.ts';
import { createRecordFilter, parsePatterns } from './record-filter.ts';

const SOURCE = { queueArn: 'arn:aws:sqs:us-east-1:000000000000:orders', region: 'us-east-1' };

const record = (body: string): QueueRecord => ({
  messageId: 'id',
  receiptHandle: 'handle',
  body,
  md5OfBody: 'md5',
  attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'tenant-a' },
  messageAttributes: { kind: { DataType: 'String', StringValue: 'refund' } },
});
const passes = (pattern: object, body: unknown) =>
  createRecordFilter(
    [JSON.stringify(pattern)],
    SOURCE,
  )(record(typeof body === 'string' ? body : JSON.stringify(body)));

describe('a pattern', () => {
  const order = {
    id: 7,
    state: 'PAID',
    note: null,
    tags: ['a', 'b'],
    customer: { country: 'de' },
    empty: '',
  };
  it.each([
    ['equal text', { state: ['PAID'] }, true],
    ['other text', { state: ['OPEN'] }, false],
    ['one of several', { state: ['OPEN', 'PAID'] }, true],
    ['a number, not its text', { id: ['7'] }, false],
    ['a number', { id: [7] }, true],
    ['null', { note: [null] }, true],
    ['null where there is nothing', { missing: [null] }, false],
    ['empty text', { empty: [''] }, true],
    ['an element of a list', { tags: ['b'] }, true],
    ['a nested field', { customer: { country: ['de'] } }, true],
    ['a nested field that is not there', { customer: { city: ['x'] } }, false],
    ['all of several fields', { state: ['PAID'], id: [8] }, false],
    ['prefix', { state: [{ prefix: 'PA' }] }, true],
    ['suffix', { state: [{ suffix: 'PA' }] }, false],
    ['equals-ignore-case', { state: [{ 'equals-ignore-case': 'paid' }] }, true],
    ['anything-but', { state: [{ 'anything-but': ['OPEN', 'PAID'] }] }, false],
    ['anything-but of another', { state: [{ 'anything-but': 'OPEN' }] }, true],
    ['anything-but prefix', { state: [{ 'anything-but': { prefix: 'P' } }] }, false],
    ['anything-but of a field that is not there', { missing: [{ 'anything-but': 'x' }] }, false],
    ['numeric equality', { id: [{ numeric: ['=', 7] }] }, true],
    ['numeric range', { id: [{ numeric: ['>', 0, '<=', 6] }] }, false],
    ['exists', { id: [{ exists: true }] }, true],
    ['exists of an object', { customer: [{ exists: true }] }, false],
    ['exists: false', { missing: [{ exists: false }] }, true],
    ['$or', { $or: [{ state: ['OPEN'] }, { id: [7] }] }, true],
    ['$or of none', { $or: [{ state: ['OPEN'] }, { id: [8] }] }, false],
  ])('of %s', (_, body, expected) => {
    expect(passes({ body }, order)).toBe(expected);
  });

  it('looks at attributes and the rest of the record', () => {
    expect(passes({ messageAttributes: { kind: { stringValue: ['refund'] } } }, 'any body')).toBe(true);
    expect(passes({ attributes: { MessageGroupId: ['tenant-b'] } }, 'any body')).toBe(false);
    expect(passes({ eventSource: ['aws:sqs'] }, '')).toBe(true);
  });

  it('of JSON refuses a body that is no JSON, one of text a body that is', () => {
    expect(passes({ body: { id: [7] } }, 'no JSON {')).toBe(false);
    expect(passes({ body: ['hello'] }, 'hello')).toBe(true);
    expect(passes({ body: ['{"id":7}'] }, '{"id":7}')).toBe(false);
  });

  it('of several is enough', () => {
    const filter = createRecordFilter(['{"body":["a"]}', '{"body":["b"]}'], SOURCE);
    expect(['a', 'b', 'c'].map((body) => filter(record(body)))).toEqual([true, true, false]);
  });
});

it.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['an empty object', '{}'],
  ['an empty list of values', '{"body":[]}'],
  ['a bare value', '{"body":"a"}'],
  ['an unknown comparison', '{"body":[{"like":"a"}]}'],
  ['two comparisons in one', '{"body":[{"prefix":"a","suffix":"b"}]}'],
  ['a prefix that is no text', '{"body":[{"prefix":1}]}'],
  ['numeric without a number', '{"body":[{"numeric":["=","1"]}]}'],
  ['numeric with half a range', '{"body":[{"numeric":[">",1,"<"]}]}'],
  ['anything-but nothing', '{"body":[{"anything-but":[]}]}'],
  ['one alternative', '{"$or":[{"body":["a"]}]}'],
  ['a pattern that is too long', `{"body":["${'a'.repeat(4096)}"]}`],
])('refuses %s', (_, pattern) => {
  expect(() => parsePatterns([pattern])).toThrow('Invalid filter pattern definition.');
});

it('takes at most ten patterns', () => {
  expect(() => parsePatterns(Array.from({ length: 11 }, () => '{"body":["a"]}'))).toThrow('At most 10');
});

describe('for any document', () => {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  it('equality passes exactly the value, anything-but exactly the others', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (wanted, actual) => {
        expect(passes({ body: { a: [wanted] } }, { a: actual })).toBe(wanted === actual);
        expect(passes({ body: { a: [{ 'anything-but': wanted }] } }, { a: actual })).toBe(wanted !== actual);
      }),
    );
  });

  it('never throws, and exists is true or false of every field', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(scalar, fc.array(scalar))),
        fc.string(),
        (body, name) => {
          fc.pre(name !== '$or');
          const there = passes({ body: { [name]: [{ exists: true }] } }, body);
          const away = passes({ body: { [name]: [{ exists: false }] } }, body);
          expect(there).toBe(!away);
        },
      ),
    );
  });
});

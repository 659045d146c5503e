import { describe, expect, it } from 'vitest';
import { lazyBody } from './lazy-body.ts';
import { NOW_MS, sampleSubject } from './laws/sample-subject.ts';
import { readField } from './read-field.ts';
import type { QuerySubject } from './types.ts';

const read = (field: string, subject: QuerySubject = sampleSubject()) =>
  readField(field, subject, lazyBody(subject.message.body), NOW_MS);

describe('readField', () => {
  it.each([
    ['cause', ['v1-0123456789abcdef']],
    ['error', ['Task timed out after 3.00 seconds']],
    ['id', ['b7e0ae4c-0001']],
    ['age', [3 * 3_600_000]],
    ['sent', [NOW_MS - 3 * 3_600_000]],
    ['expires', [NOW_MS + 2 * 3_600_000]],
    ['attempt', [4]],
    ['receives', [5]],
    ['generation', [0]],
    ['group', []],
    ['from', ['orders']],
    ['size', [35]],
    ['body', ['{"order":{"id":42,"type":"Refund"}}']],
    ['attr.tenant', ['acme']],
    ['attr.none', []],
    ['body.order.type', ['Refund']],
    ['$.order["id"]', [42]],
    ['body.order', []],
    ['nonsense', []],
    ['body.order..id', []],
    ['', []],
  ])('reads %s', (field, values) => expect(read(field)).toEqual(values));

  it('yields every element of an array on the way and at the end', () => {
    const body = JSON.stringify({ items: [{ sku: ['a', 'b'] }, {}, { sku: null }, { sku: [[true]] }] });
    expect(read('body.items.sku', sampleSubject({ body }))).toEqual(['a', 'b', null, true]);
    expect(read('body.items[0].sku[1]', sampleSubject({ body }))).toEqual(['b']);
  });

  it('has no cause, error and attempt without an attempt', () => {
    const subject = sampleSubject({}, 'unknown');
    expect(['cause', 'error', 'attempt'].flatMap((field) => read(field, subject))).toEqual([]);
  });

  it('knows where a copy came from that SQS says nothing of', () => {
    const lineage = { root: 'r', generation: 1, receives: 3, origin: 'payments' };
    expect(read('from', sampleSubject({ deadLetterSource: null, lineage }))).toEqual(['payments']);
  });

  it('remembers a bounded number of fields, and reads the same after', () => {
    for (let index = 0; index < 300; index += 1) read(`body.x${index}`);
    expect(read('attr.tenant')).toEqual(['acme']);
  });
});

import { describe, expect, it } from 'vitest';
import { lazyBody } from './lazy-body.ts';
import { sampleSubject } from './laws/sample-subject.ts';
import { createVocabulary, EXACT_BODIES, type Vocabulary } from './vocabulary.ts';

function addBodies(vocabulary: Vocabulary, count: number, bodyOf: (index: number) => unknown): void {
  for (let index = 0; index < count; index += 1) {
    const body = JSON.stringify(bodyOf(index));
    vocabulary.add(sampleSubject({ body }, 'unknown'), lazyBody(body));
  }
}

describe('createVocabulary', () => {
  it('learns paths, attributes and values, the most frequent first', () => {
    const vocabulary = createVocabulary();
    addBodies(vocabulary, 3, (index) => ({
      order: { type: index === 0 ? 'Order' : 'Refund', lines: [{ sku: 'a' }, { sku: 'b' }] },
      ...(index === 0 && { 'odd key': { x: true } }),
    }));
    const { paths, attributes, values } = vocabulary.read();
    expect(Object.fromEntries(paths)).toEqual({ 'order.type': 3, 'order.lines.sku': 3, '["odd key"].x': 1 });
    expect(Object.fromEntries(attributes)).toEqual({ tenant: 3 });
    expect(values.get('body.order.type')).toEqual(['Refund', 'Order']);
    expect(values.get('body.order.lines.sku')).toEqual(['a', 'b']);
    expect(values.get('body["odd key"].x')).toEqual(['true']);
    expect(values.get('attr.tenant')).toEqual(['acme']);
    expect(values.get('from')).toEqual(['orders']);
  });

  it('learns a cause with its message or after it, by the name of the error', () => {
    const vocabulary = createVocabulary();
    const early = sampleSubject();
    const { attempt } = sampleSubject({}, { name: 'TypeError', message: '', fingerprint: 'v1-1' });
    vocabulary.add(early, lazyBody('x'));
    if (attempt) for (let times = 0; times < 2; times += 1) vocabulary.addAttempt(attempt);
    expect(vocabulary.read().values.get('cause')).toEqual(['TypeError', 'TimeoutError']);
  });

  it('stays within 200 paths of 4 steps, 200 attributes and 50 values', () => {
    const vocabulary = createVocabulary();
    addBodies(vocabulary, 400, (index) => ({
      id: index,
      deep: { a: { b: { c: 1, d: { e: 1 } } } },
      [`k${index}`]: 1,
    }));
    for (let index = 0; index < 400; index += 1) {
      const attributes = { [`a${index}`]: { DataType: 'String', StringValue: 'x' } };
      vocabulary.add(sampleSubject({ attributes }), lazyBody(''));
    }
    const { paths, attributes, values } = vocabulary.read();
    expect(paths.size).toBe(200);
    expect([...paths.keys()].filter((path) => path.startsWith('deep'))).toEqual(['deep.a.b.c']);
    expect(attributes.size).toBe(200);
    expect(values.get('body.id')).toHaveLength(50);
    expect(values.size).toBeLessThanOrEqual(200 + 200 + 4);
  });

  it('keeps no value that is long, empty or not of one line', () => {
    const vocabulary = createVocabulary();
    addBodies(vocabulary, 1, () => ({ a: ['', 'x'.repeat(81), 'a\nb', 'kept'] }));
    expect(vocabulary.read().values.get('body.a')).toEqual(['kept']);
  });

  it('parses every body at first, then one of fifty, which counts for all of them', () => {
    const vocabulary = createVocabulary();
    let parses = 0;
    const body = {
      get value() {
        parses += 1;
        return { a: 1 };
      },
    };
    for (let index = 0; index < EXACT_BODIES + 1000; index += 1) vocabulary.add(sampleSubject(), body);
    expect(parses).toBe(EXACT_BODIES + 20);
    expect(vocabulary.read().paths.get('a')).toBe(EXACT_BODIES + 1000);
    expect(vocabulary.read().attributes.get('tenant')).toBe(EXACT_BODIES + 1000);
  });
});

import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdSet } from './id-set.ts';

/** Ids as SQS makes them, ids that differ in one word only, and whatever stands in a file. */
const id = fc.oneof(
  fc.uuid(),
  fc.integer({ min: 1, max: 300 }).map((n) => `${String(n).padStart(8, '0')}-0000-1000-8000-00000000000a`),
  fc.string({ maxLength: 12 }),
  fc.uuid().map((text) => text.toUpperCase()),
);

describe('an id set', () => {
  it('is a Set of ids', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 400 }), fc.array(id, { maxLength: 50 }), (added, others) => {
        const set = createIdSet();
        const model = new Set<string>();
        for (const one of added) {
          expect(set.add(one)).toBe(!model.has(one));
          model.add(one);
        }
        expect(set.size).toBe(model.size);
        for (const one of [...added, ...others]) expect(set.has(one)).toBe(model.has(one));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every id while it grows', () => {
    const set = createIdSet();
    const ids = Array.from({ length: 20_000 }, () => randomUUID());
    for (const one of ids) set.add(one);
    expect(set.size).toBe(ids.length);
    expect(ids.every((one) => set.has(one))).toBe(true);
    expect(set.has(randomUUID())).toBe(false);
  });

  it('knows the id of zeros, which looks like a free slot', () => {
    const zeros = '00000000-0000-0000-0000-000000000000';
    const set = createIdSet();
    expect(set.has(zeros)).toBe(false);
    expect(set.add(zeros)).toBe(true);
    expect(set.add(zeros)).toBe(false);
  });
});

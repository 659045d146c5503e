import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createHeap } from './heap.ts';

interface Item {
  key: number;
  index: number;
}

function createItemHeap() {
  return createHeap<Item>({
    key: (item) => item.key,
    getIndex: (item) => item.index,
    setIndex: (item, index) => (item.index = index),
  });
}

/** What happens to a heap; `pick` chooses among the items inside, modulo. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('push' as const), key: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant('remove' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('pop' as const) }),
);

describe('a heap beside a sorted array', () => {
  it('always has the smallest key on top, whatever was pushed and removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const heap = createItemHeap();
        let model: Item[] = [];
        for (const action of steps) {
          if (action.kind === 'push') {
            const item = { key: action.key, index: -1 };
            heap.push(item);
            model.push(item);
          } else {
            const item = action.kind === 'pop' ? heap.peek() : model[action.pick % model.length];
            if (!item) continue;
            if (!heap.remove(item) || item.index !== -1) throw new Error(`${item.key} did not leave`);
            model = model.filter((other) => other !== item);
          }
          model = model.toSorted((a, b) => a.key - b.key);
          expect(heap.size).toBe(model.length);
          expect(heap.peek()?.key).toBe(model[0]?.key);
        }
      }),
    );
  });

  it('empties in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (keys) => {
        const heap = createItemHeap();
        for (const key of keys) heap.push({ key, index: -1 });
        const popped: number[] = [];
        for (let item = heap.peek(); item; item = heap.peek()) {
          heap.remove(item);
          popped.push(item.key);
        }
        expect(popped).toEqual(keys.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('removing', () => {
  it('says no for an item that is not inside', () => {
    const heap = createItemHeap();
    heap.push({ key: 1, index: -1 });
    expect(heap.remove({ key: 1, index: -1 })).toBe(false);
    expect(heap.remove({ key: 1, index: 0 })).toBe(false);
    expect(heap.size).toBe(1);
  });

  it('leaves nothing behind after clear', () => {
    const heap = createItemHeap();
    const item = { key: 1, index: -1 };
    heap.push(item);
    heap.clear();
    expect(heap.peek()).toBeUndefined();
    expect(heap.remove(item)).toBe(false);
  });
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { createLinkedList, type LinkedList } from './linked-list.ts';

interface Item {
  id: number;
  previous: Item | undefined;
  next: Item | undefined;
}

function createItemList(): LinkedList<Item> {
  return createLinkedList<Item>({
    previous: (item) => item.previous,
    next: (item) => item.next,
    setPrevious: (item, other) => (item.previous = other),
    setNext: (item, other) => (item.next = other),
  });
}

function readForwards(list: LinkedList<Item>): number[] {
  const ids: number[] = [];
  for (let item = list.first; item; item = item.next) ids.push(item.id);
  return ids;
}

function readBackwards(list: LinkedList<Item>): number[] {
  const ids: number[] = [];
  for (let item = list.last; item; item = item.previous) ids.push(item.id);
  return ids;
}

it('is what an array would be, in both directions', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(), { nil: null })), (steps) => {
      const list = createItemList();
      let model: Item[] = [];
      const removed: Item[] = [];
      for (const [id, pick] of steps.entries()) {
        const item = pick === null ? undefined : model[pick % model.length];
        if (item) {
          list.remove(item);
          model = model.filter((other) => other !== item);
          removed.push(item);
        } else {
          const added: Item = { id, previous: undefined, next: undefined };
          list.append(added);
          model.push(added);
        }
        const ids = model.map((entry) => entry.id);
        expect(readForwards(list)).toEqual(ids);
        expect(readBackwards(list)).toEqual(ids.toReversed());
        expect(list.size).toBe(ids.length);
      }
      expect(removed.filter(({ previous, next }) => previous || next)).toEqual([]);
    }),
  );
});

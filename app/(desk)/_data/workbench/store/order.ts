import type { Sort, WorkbenchRow } from '#components/dead-letters/workbench/types.ts';
import type { ScannedMessage } from '#lib/messages/types';

import type { Rows } from './rows.ts';

type Compare = (a: ScannedMessage, b: ScannedMessage) => number;

const byId: Compare = (a, b) => (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0);
const newest: Compare = (a, b) => b.sentAtMs - a.sentAtMs || byId(a, b);

const ORDERS: Record<Sort, Compare> = {
  newest,
  oldest: (a, b) => a.sentAtMs - b.sentAtMs || byId(a, b),
  receives: (a, b) => b.receiveCount - a.receiveCount || newest(a, b),
  generation: (a, b) => b.generation - a.generation || newest(a, b),
  // Who knows no end comes last.
  expires: (a, b) =>
    (a.expiresAtMs ?? Number.MAX_VALUE) - (b.expiresAtMs ?? Number.MAX_VALUE) || newest(a, b),
};

/** Slots of rows in the order of a sort. What comes is sorted by itself and merged when somebody looks. */
export interface Order {
  add(slot: number): void;
  /** Sorts everything again, `count` slots: for another sort, or where a row was replaced or slots have moved. */
  restart(sort: Sort, count: number): void;
  slots(): readonly number[];
}

export function createOrder(rows: Rows): Order {
  let sort: Sort = 'newest';
  let sorted: number[] = [];
  let added: number[] = [];

  const compareSlots = (list: readonly WorkbenchRow[]) => {
    const compare = ORDERS[sort];
    return (a: number, b: number) => {
      const [one, other] = [list[a], list[b]];
      return one && other ? compare(one.message, other.message) : 0;
    };
  };

  return {
    add: (slot) => void added.push(slot),
    restart(next, count) {
      sort = next;
      sorted = [];
      added = Array.from({ length: count }, (_, slot) => slot);
    },
    slots() {
      if (added.length === 0) return sorted;
      const compare = compareSlots(rows.list);
      // oxlint-disable-next-line unicorn/no-array-sort -- its own, and as long as the queue
      const fresh = added.sort(compare);
      sorted = sorted.length === 0 ? fresh : merge(sorted, fresh, compare);
      added = [];
      return sorted;
    },
  };
}

function merge(
  older: readonly number[],
  fresh: readonly number[],
  compare: (a: number, b: number) => number,
): number[] {
  const merged: number[] = [];
  let next = 0;
  for (const slot of older) {
    for (let other = fresh[next]; other !== undefined && compare(other, slot) < 0; other = fresh[next]) {
      merged.push(other);
      next += 1;
    }
    merged.push(slot);
  }
  return merged.concat(fresh.slice(next));
}

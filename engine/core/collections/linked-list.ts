/** Where an item keeps its neighbours. Keep one such object per kind of list, at module level. */
export interface Links<T> {
  previous(item: T): T | undefined;
  next(item: T): T | undefined;
  setPrevious(item: T, other: T | undefined): void;
  setNext(item: T, other: T | undefined): void;
}

/** A list threaded through its items: appending and taking out any item are O(1) and allocate nothing. */
export interface LinkedList<T> {
  readonly size: number;
  readonly first: T | undefined;
  readonly last: T | undefined;
  append(item: T): void;
  /** `item` must be in this list. Its links are cleared, so that what left keeps nothing alive. */
  remove(item: T): void;
  /** Forgets all items; their links stay as they are. */
  clear(): void;
}

export function createLinkedList<T>(links: Links<T>): LinkedList<T> {
  let first: T | undefined;
  let last: T | undefined;
  let size = 0;

  return {
    get size() {
      return size;
    },
    get first() {
      return first;
    },
    get last() {
      return last;
    },
    append(item) {
      links.setPrevious(item, last);
      links.setNext(item, undefined);
      if (last === undefined) first = item;
      else links.setNext(last, item);
      last = item;
      size++;
    },
    remove(item) {
      const previous = links.previous(item);
      const next = links.next(item);
      if (previous === undefined) first = next;
      else links.setNext(previous, next);
      if (next === undefined) last = previous;
      else links.setPrevious(next, previous);
      links.setPrevious(item, undefined);
      links.setNext(item, undefined);
      size--;
    },
    clear() {
      first = undefined;
      last = undefined;
      size = 0;
    },
  };
}

/** How a heap orders its items and remembers where each one stands. */
interface HeapOptions<T> {
  key(item: T): number;
  getIndex(item: T): number;
  setIndex(item: T, index: number): void;
}

/** A binary min-heap whose items know their own place: any item leaves in O(log n), without a search. */
export interface Heap<T> {
  readonly size: number;
  /** The item with the smallest key, or undefined. O(1). */
  peek(): T | undefined;
  push(item: T): void;
  /** Takes `item` out; false when it is not in the heap. */
  remove(item: T): boolean;
  clear(): void;
}

/** An item outside any heap has index -1. */
export function createHeap<T>({ key, getIndex, setIndex }: HeapOptions<T>): Heap<T> {
  let items: T[] = [];

  const place = (item: T, index: number) => {
    items[index] = item;
    setIndex(item, index);
  };

  const siftUp = (item: T, start: number) => {
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = items[parentIndex] as T;
      if (key(parent) <= key(item)) break;
      place(parent, index);
      index = parentIndex;
    }
    place(item, index);
  };

  const siftDown = (item: T, start: number) => {
    let index = start;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= items.length) break;
      const right = childIndex + 1;
      if (right < items.length && key(items[right] as T) < key(items[childIndex] as T)) childIndex = right;
      const child = items[childIndex] as T;
      if (key(child) >= key(item)) break;
      place(child, index);
      index = childIndex;
    }
    place(item, index);
  };

  return {
    get size() {
      return items.length;
    },
    peek: () => items[0],
    push(item) {
      siftUp(item, items.length);
    },
    remove(item) {
      const index = getIndex(item);
      if (index < 0 || items[index] !== item) return false;
      const last = items.pop() as T;
      setIndex(item, -1);
      if (last !== item) {
        siftDown(last, index);
        siftUp(last, getIndex(last));
      }
      return true;
    },
    clear() {
      for (const item of items) setIndex(item, -1);
      items = [];
    },
  };
}

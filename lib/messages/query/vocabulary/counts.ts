const DEFAULT_KEYS = 50;

export interface Counts {
  /** False where there was no room for a new key. */
  add(key: string, weight: number): boolean;
  has(key: string): boolean;
  isFull(): boolean;
  /** The largest count first; the same order for the same counts. */
  read(): Map<string, number>;
}

/** Counts by key, of the first `maxKeys` keys that come. */
export function createCounts(maxKeys: number = DEFAULT_KEYS): Counts {
  const counts = new Map<string, number>();
  return {
    add(key, weight) {
      const count = counts.get(key);
      if (count === undefined && counts.size >= maxKeys) return false;
      counts.set(key, (count ?? 0) + weight);
      return true;
    },
    has: (key) => counts.has(key),
    isFull: () => counts.size >= maxKeys,
    read: () => new Map([...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
  };
}

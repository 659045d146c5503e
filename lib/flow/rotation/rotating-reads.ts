import type { Clock } from '#lib/clock';
import { mapConcurrently } from '../map-concurrently.ts';

/** What was last read of each of many things that cost a request each. */
export interface RotatingReads<Value> {
  /**
   * Reads some of `keys` again and returns what is then known of all; a key that was never read is not in it. However many keys there are, a
   * round starts no more reads than the bounds allow: those never read first, then those that were marked, then urgent ones, then the oldest.
   * What is not in `keys` is forgotten.
   * @throws whatever `load` throws
   */
  round(keys: readonly string[], load: Load<Value>): Promise<ReadonlyMap<string, Value>>;
  /** The next round reads `key` before others, for instance since it was just changed. */
  mark(key: string): void;
}

/** `before` is what was known until now. */
type Load<Value> = (key: string, before: Value | undefined) => Promise<Value>;

export interface RotatingBounds<Value> {
  clock: Clock;
  /** Reads of a round. Half of them at most are spent on urgent ones, so that the others have their turn as well. */
  perRound: number;
  /** Reads a second of those never read: they go on by themselves until there are none, and rounds read only what is marked meanwhile. */
  firstPerSecond: number;
  isUrgent: (value: Value) => boolean;
}

/** At once: quick for fifty reads, and far below what SQS allows. */
const CONCURRENT_READS = 16;

interface Known<Value> {
  value: Value;
  /** In order of their reads. */
  turn: number;
}

export function createRotatingReads<Value>({
  clock,
  perRound,
  firstPerSecond,
  isUrgent,
}: RotatingBounds<Value>): RotatingReads<Value> {
  const known = new Map<string, Known<Value>>();
  const marked = new Set<string>();
  let wanted: readonly string[] = [];
  let lastTurn = 0;
  let catchingUp = false;

  const readEach = (keys: readonly string[], load: Load<Value>) =>
    mapConcurrently(keys, CONCURRENT_READS, async (key) => {
      const wasMarked = marked.delete(key);
      const turn = (lastTurn += 1);
      try {
        known.set(key, { value: await load(key, known.get(key)?.value), turn });
      } catch (error) {
        if (wasMarked) marked.add(key);
        throw error;
      }
    });

  const neverRead = () => wanted.filter((key) => !known.has(key));

  const catchUp = async (load: Load<Value>) => {
    try {
      for (;;) {
        await clock.wait(1000);
        const keys = neverRead();
        if (keys.length === 0) return;
        await readEach(keys.slice(0, firstPerSecond), load);
      }
    } catch {
      // The next round meets the same fault, and has somebody to tell.
    } finally {
      catchingUp = false;
    }
  };

  const again = (): string[] => {
    const present = wanted.flatMap((key) => {
      const entry = known.get(key);
      return entry ? [{ key, ...entry }] : [];
    });
    const oldestFirst = present.toSorted((a, b) => a.turn - b.turn);
    const first = oldestFirst.filter(({ key }) => marked.has(key)).slice(0, perRound);
    const urgent = oldestFirst.filter(({ value }) => isUrgent(value)).slice(0, Math.floor(perRound / 2));
    const order = catchingUp ? first : [...first, ...urgent, ...oldestFirst];
    return [...new Set(order.map(({ key }) => key))].slice(0, perRound);
  };

  return {
    async round(keys, load) {
      wanted = keys;
      const present = new Set(keys);
      for (const key of known.keys()) if (!present.has(key)) known.delete(key);
      const fresh = catchingUp ? [] : neverRead().slice(0, firstPerSecond);
      await readEach([...fresh, ...again().slice(0, Math.max(perRound - fresh.length, 0))], load);
      if (!catchingUp && neverRead().length > 0) {
        catchingUp = true;
        void catchUp(load);
      }
      return new Map([...known].map(([key, { value }]) => [key, value]));
    },
    mark: (key) => void marked.add(key),
  };
}

import type { Clock } from '#lib/clock';

/** Reads that many viewers ask for and AWS is asked for once. */
export interface SharedReads<Value> {
  /** The value of `key`: the one being read, the one read in the present period of its time to live, or a new read. */
  read(key: string, load: () => Promise<Value>): Promise<Value>;
  /** Forgets `key`, so that the next read sees what was just changed. */
  forget(key: string): void;
}

interface Entry<Value> {
  value: Promise<Value>;
  /** Infinity while the read is under way. */
  freshUntilMs: number;
}

/**
 * A single-flight cache. A failed read is handed to all who wait for it and then forgotten.
 * Time is cut into periods of `ttlMs`, and a value lives until the end of the one it was asked for in: a viewer who asks once a
 * period causes one read in each, and so do a thousand. Counted from the read instead, more viewers would mean more reads.
 * `ttlMs` may depend on the value: what was expensive to read may be kept longer.
 */
export function createSharedReads<Value>({
  clock,
  ttlMs,
}: {
  clock: Pick<Clock, 'nowMs'>;
  ttlMs: number | ((value: Value) => number);
}): SharedReads<Value> {
  const entries = new Map<string, Entry<Value>>();

  const dropStale = () => {
    for (const [key, entry] of entries) if (entry.freshUntilMs <= clock.nowMs()) entries.delete(key);
  };

  const start = (key: string, load: () => Promise<Value>) => {
    const startedAtMs = clock.nowMs();
    const entry: Entry<Value> = { value: load(), freshUntilMs: Infinity };
    entries.set(key, entry);
    entry.value.then(
      (value) =>
        (entry.freshUntilMs = endOfPeriod(startedAtMs, typeof ttlMs === 'function' ? ttlMs(value) : ttlMs)),
      () => {
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return entry.value;
  };

  return {
    read(key, load) {
      dropStale();
      return entries.get(key)?.value ?? start(key, load);
    },
    forget: (key) => void entries.delete(key),
  };
}

function endOfPeriod(atMs: number, periodMs: number): number {
  return (Math.floor(atMs / periodMs) + 1) * periodMs;
}

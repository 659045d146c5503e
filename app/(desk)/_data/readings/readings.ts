/** What is known of one address of the API. `data` stays when a later reading fails. */
export interface Reading<Data = unknown> {
  data: Data | undefined;
  /** Why the last reading failed; null when it did not. */
  error: Error | null;
  /** When `data` was read; 0 before the first time. */
  updatedAtMs: number;
}

interface Entry {
  reading: Reading;
  text: string;
  /** Each watcher with how often it wants a new reading, in ms; 0 is once. */
  watchers: Map<() => void, number>;
  askedAtMs: number;
  asking: Promise<void> | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Readings by address, shared by all who watch them: one request at a time each, however many watch. */
export interface Readings {
  read(path: string): Reading;
  /** Reads at once unless that was just done, then every `everyMs` (0: never) until the returned function is called. */
  watch(path: string, everyMs: number, onChange: () => void): () => void;
  /** Reads everything that is watched, now. */
  refresh(): Promise<void>;
  /** While stopped nothing is read again by itself. Starting again catches up with what is due. */
  setRunning(running: boolean): void;
}

export const NOTHING_READ: Reading = { data: undefined, error: null, updatedAtMs: 0 };

/** Watchers that appear together (a page being drawn) share one reading. */
const JUST_READ_MS = 500;

/** `ask` returns the body of a success as text and rejects otherwise. */
export function createReadings(ask: (path: string) => Promise<string>): Readings {
  const entries = new Map<string, Entry>();
  let running = true;

  const open = (path: string): Entry => {
    const entry = entries.get(path) ?? {
      reading: NOTHING_READ,
      text: '',
      watchers: new Map<() => void, number>(),
      askedAtMs: 0,
      asking: null,
      timer: undefined,
    };
    entries.set(path, entry);
    return entry;
  };

  const settle = (path: string, entry: Entry, next: Partial<Reading>) => {
    entry.asking = null;
    entry.reading = { ...entry.reading, ...next };
    for (const onChange of entry.watchers.keys()) onChange();
    schedule(path, entry);
  };

  const askOnce = async (path: string, entry: Entry): Promise<Partial<Reading>> => {
    try {
      const text = await ask(path);
      // The same answer keeps its identity, so that nothing is drawn again for it.
      const data: unknown = text === entry.text ? entry.reading.data : JSON.parse(text);
      entry.text = text;
      return { data, error: null, updatedAtMs: Date.now() };
    } catch (error) {
      return { error: error as Error };
    }
  };

  const read = (path: string, entry: Entry): Promise<void> => {
    entry.askedAtMs = Date.now();
    entry.asking ??= askOnce(path, entry).then((next) => settle(path, entry, next));
    return entry.asking;
  };

  const schedule = (path: string, entry: Entry) => {
    clearTimeout(entry.timer);
    const everyMs = Math.min(...[...entry.watchers.values()].filter(Boolean));
    if (!running || entry.asking || everyMs === Infinity) return;
    entry.timer = setTimeout(() => void read(path, entry), entry.askedAtMs + everyMs - Date.now());
  };

  return {
    read: (path) => entries.get(path)?.reading ?? NOTHING_READ,
    watch(path, everyMs, onChange) {
      const entry = open(path);
      entry.watchers.set(onChange, everyMs);
      if (Date.now() - entry.askedAtMs > JUST_READ_MS) void read(path, entry);
      else schedule(path, entry);
      return () => {
        entry.watchers.delete(onChange);
        schedule(path, entry);
      };
    },
    async refresh() {
      const watched = [...entries].filter(([, entry]) => entry.watchers.size);
      await Promise.all(watched.map(([path, entry]) => read(path, entry)));
    },
    setRunning(next) {
      running = next;
      for (const [path, entry] of entries) schedule(path, entry);
    },
  };
}

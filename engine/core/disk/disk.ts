/**
 * State of little volume: one JSON document for each key. A value is read at the next commit, not at the call, so an
 * object that changes ten times in a turn is written once, as it is then.
 */
export interface Records<Value> {
  /** What is on disk, in order of key. To be called once, before the first `put`. */
  load(): Iterable<[key: string, value: Value]>;
  put(key: string, value: Value): void;
  delete(key: string): void;
}

/** Writes what has changed since it last ran. Runs inside a transaction: when that fails it will run again. */
export interface Writer {
  write(): void;
  /** The transaction that `write` ran in is on disk (true), or none of it is (false). */
  settled(committed: boolean): void;
}

/**
 * Where the engine keeps its state. Nothing is written at the time of a change: all changes of one turn of the event loop
 * share a transaction, and the answers to the requests that made them wait for it.
 */
export interface Disk {
  /** False for an engine in memory, where nothing needs to be remembered for writing. */
  readonly persistent: boolean;
  /** The documents of one kind; a kind has one owner. */
  records<Value>(kind: string): Records<Value>;
  /** To be called by a writer when it has something to write: a commit follows at the end of this turn. */
  changed(): void;
  /**
   * Resolves when every change so far is on disk; undefined when it is already.
   * @throws {Error} as a rejection when the disk refuses; the changes stay due and are written with the next commit
   */
  committed(): Promise<void> | undefined;
  /** Commits what is left and lets go of the files. */
  close(): void;
}

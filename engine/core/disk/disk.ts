import type { DatabaseSync } from 'node:sqlite';

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

/** Writes what has changed since it last succeeded. */
export interface Writer {
  /** Runs inside a transaction that it shares with the other writers. */
  write(): void;
  /** That transaction is on disk (true), or nothing of it is and `write` will be called again (false). */
  settled(committed: boolean): void;
}

/**
 * Where the engine keeps its state. Nothing is written at the time of a change: all changes of one turn of the event loop
 * share a transaction, and the answers to the requests that made them wait for it.
 */
export interface Disk {
  /** Undefined for an engine in memory, where nothing needs to be remembered for writing. */
  readonly database: DatabaseSync | undefined;
  /** The documents of one kind; a kind has one owner. */
  records<Value>(kind: string): Records<Value>;
  /** For state that wants tables of its own in `database`. */
  addWriter(writer: Writer): void;
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

/** A pending timer. Cancelling one that has fired or was cancelled does nothing. */
export interface Timer {
  cancel(): void;
}

/**
 * The only source of time inside the engine. Everything that waits or stamps takes a `Clock`, so that
 * fourteen days of retention pass in a millisecond of a test.
 */
export interface Clock {
  /** Epoch milliseconds. Never runs backwards within one clock. */
  nowMs(): number;
  /** Runs `task` once, when the clock reaches `atMs`; at once (but never synchronously) if that lies in the past. */
  at(atMs: number, task: () => void): Timer;
}

import { setTimeout as sleep } from 'node:timers/promises';

/** The only source of time in `lib/`. */
export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
  /** Resolves after `ms`, or as soon as `signal` aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  wait: async (ms, signal) => {
    try {
      await sleep(ms, undefined, signal && { signal });
    } catch {
      // Aborted: the waiting is over.
    }
  },
};

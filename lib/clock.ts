import { setTimeout as sleep } from 'node:timers/promises';

/** The only source of time in `lib/`. */
export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
  wait(ms: number): Promise<void>;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  wait: (ms) => sleep(ms),
};

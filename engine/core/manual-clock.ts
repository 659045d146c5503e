import type { Clock, Timer } from './clock.ts';
import { createHeap } from './collections/heap.ts';

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /**
   * Moves time forward by `ms`, running every timer that falls due, in order of its time, each at its own time.
   * Pending promises are let run between two timers, so code that awaits and then sets a new timer is seen too.
   */
  advance(ms: number): Promise<void>;
}

interface Pending {
  atMs: number;
  task: () => void;
  heapIndex: number;
}

/** Starts at `startMs` (default: 2026-01-01T00:00:00Z). */
export function createManualClock(startMs = Date.UTC(2026, 0, 1)): ManualClock {
  let now = startMs;
  const pending = createHeap<Pending>({
    key: (entry) => entry.atMs,
    getIndex: (entry) => entry.heapIndex,
    setIndex: (entry, index) => (entry.heapIndex = index),
  });

  return {
    nowMs: () => now,
    at(atMs, task): Timer {
      const entry: Pending = { atMs: Math.max(atMs, now), task, heapIndex: -1 };
      pending.push(entry);
      return { cancel: () => pending.remove(entry) };
    },
    async advance(ms) {
      const untilMs = now + ms;
      await settle();
      for (let next = pending.peek(); next && next.atMs <= untilMs; next = pending.peek()) {
        now = next.atMs;
        pending.remove(next);
        next.task();
        await settle();
      }
      now = untilMs;
    },
  };
}

/** One turn of the event loop: all promise callbacks that are ready now have run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

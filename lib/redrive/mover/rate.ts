import type { Clock } from '#lib/clock';

/** Keeps a number of messages per second. */
export interface Rate {
  /** Resolves when `count` more may be sent, or as soon as `signal` aborts. */
  take(count: number, signal: AbortSignal): Promise<void>;
}

/** Evenly over the second, from now on: what was not used is not made up for. `perSecond` null: no limit. */
export function createRate(clock: Clock, perSecond: number | null): Rate {
  if (perSecond === null) return { take: () => Promise.resolve() };
  const msPerMessage = 1000 / perSecond;
  let nextAtMs = 0;
  return {
    async take(count, signal) {
      const nowMs = clock.nowMs();
      const atMs = Math.max(nextAtMs, nowMs);
      nextAtMs = atMs + count * msPerMessage;
      if (atMs > nowMs) await clock.wait(atMs - nowMs, signal);
    },
  };
}

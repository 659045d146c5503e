import type { Clock } from './clock.ts';

/** Node keeps a timer's delay in 32 bits; a longer one fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Wall-clock time. Its timers do not keep the process alive: the listener does. */
export function createSystemClock(): Clock {
  let lastMs = 0;
  const nowMs = () => (lastMs = Math.max(lastMs, Date.now()));

  return {
    nowMs,
    at(atMs, task) {
      let handle: NodeJS.Timeout;
      const arm = () => {
        handle = setTimeout(ring, Math.min(Math.max(0, atMs - nowMs()), MAX_DELAY_MS));
        handle.unref();
      };
      // Node counts by another clock than the wall's and may call a millisecond before it is time.
      const ring = () => (nowMs() < atMs ? arm() : task());
      arm();
      return { cancel: () => clearTimeout(handle) };
    },
  };
}

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
        const delayMs = atMs - nowMs();
        handle =
          delayMs > MAX_DELAY_MS ? setTimeout(arm, MAX_DELAY_MS) : setTimeout(task, Math.max(0, delayMs));
        handle.unref();
      };
      arm();
      return { cancel: () => clearTimeout(handle) };
    },
  };
}

/** Lets a bounded number of calls be under way. */
export interface Semaphore {
  /** Runs `task` when there is room, in the order of the calls. */
  run<Result>(task: () => Promise<Result>): Promise<Result>;
}

export function createSemaphore(size: number): Semaphore {
  let free = size;
  const waiting: (() => void)[] = [];
  return {
    async run(task) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await task();
      } finally {
        // Handed on, the place is never free in between.
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}

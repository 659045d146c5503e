import { performance } from 'node:perf_hooks';

/** Runs `workers` loops at once; each calls `step` until it returns false. Returns the seconds it took. */
export async function runLoops(workers: number, step: () => Promise<boolean>): Promise<number> {
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (await step());
    }),
  );
  return (performance.now() - startMs) / 1000;
}

/** Calls `step` exactly `times` times over `workers` loops. Returns calls per second. */
export async function measureRate(
  workers: number,
  times: number,
  step: () => Promise<unknown>,
): Promise<number> {
  let left = times;
  const seconds = await runLoops(workers, async () => {
    if (left <= 0) return false;
    left -= 1;
    await step();
    return true;
  });
  return times / seconds;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

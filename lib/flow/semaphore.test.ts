import { describe, expect, it } from 'vitest';
import { createSemaphore } from './semaphore.ts';

/** Tasks that run until they are told to end. */
function tasks() {
  const started: number[] = [];
  const ends = new Map<number, PromiseWithResolvers<void>>();
  return {
    started,
    task: (id: number) => async () => {
      started.push(id);
      const end = Promise.withResolvers<void>();
      ends.set(id, end);
      await end.promise;
      return id;
    },
    end: (id: number) => ends.get(id)?.resolve(),
    fail: (id: number) => ends.get(id)?.reject(new TypeError(`task ${id}`)),
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a semaphore', () => {
  it('lets so many be under way, and the next ones in the order of their calls', async () => {
    const { run } = createSemaphore(2);
    const { started, task, end } = tasks();
    const results = [1, 2, 3, 4].map((id) => run(task(id)));
    await turn();
    expect(started).toEqual([1, 2]);
    end(2);
    await turn();
    expect(started).toEqual([1, 2, 3]);
    for (const id of [1, 3]) end(id);
    await turn();
    end(4);
    expect(await Promise.all(results)).toEqual([1, 2, 3, 4]);
  });

  it('gives the place of a task that fails to the next one', async () => {
    const { run } = createSemaphore(1);
    const { started, task, end, fail } = tasks();
    const first = run(task(1));
    const second = run(task(2));
    await turn();
    fail(1);
    await expect(first).rejects.toThrow('task 1');
    await turn();
    expect(started).toEqual([1, 2]);
    end(2);
    expect(await second).toBe(2);
    expect(await run(() => Promise.resolve('free again'))).toBe('free again');
  });
});

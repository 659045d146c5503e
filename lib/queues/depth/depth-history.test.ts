import { describe, expect, it } from 'vitest';
import type { QueueList, QueueSummary } from '#lib/queues/types';
import { createDepthHistory } from './depth-history.ts';

function listAt(readAtMs: number, depths: Record<string, number>): QueueList {
  const queues = Object.entries(depths).map(
    ([name, visible]) => ({ name, depth: { visible, inFlight: 0, delayed: 0 }, readAtMs }) as QueueSummary,
  );
  return { queues, unreadable: [], pending: [], consumersError: null, testQueue: null, readAtMs };
}

describe('createDepthHistory', () => {
  it('keeps samples at least five seconds apart, and always the newest', () => {
    const history = createDepthHistory();
    for (let second = 0; second <= 12; second += 1) history.record(listAt(second * 1000, { q: second }));
    expect(history.recent(60)['q']?.map(({ visible }) => visible)).toEqual([0, 5, 10, 12]);
  });

  it('forgets after fifteen minutes, and queues that are gone', () => {
    const history = createDepthHistory();
    for (let minute = 0; minute <= 20; minute += 1)
      history.record(listAt(minute * 60_000, { q: minute, gone: 1 }));
    history.record(listAt(21 * 60_000, { q: 21 }));
    const recent = history.recent(60);
    expect(Object.keys(recent)).toEqual(['q']);
    expect(recent['q']?.map(({ visible }) => visible)).toEqual([
      7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    ]);
  });

  it('thins out evenly from the newest', () => {
    const history = createDepthHistory();
    for (let index = 0; index < 100; index += 1) history.record(listAt(index * 6000, { q: index }));
    const samples = history.recent(30)['q'] ?? [];
    expect(samples).toHaveLength(25);
    expect(samples.at(-1)?.visible).toBe(99);
    expect(samples.at(-2)?.visible).toBe(95);
  });
});

import { describe, expect, it } from 'vitest';
import { pairFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { exhaustedNotMoved } from './exhausted-not-moved.ts';

const queue = (exhausted: number | null) => pairFacts({}, { maxReceiveCount: 3, exhausted });

describe('exhaustedNotMoved', () => {
  it.each([
    [1, '1 message has used 3 receives and has not been moved to orders-dlq'],
    [2000, '2,000 messages have used 3 receives and have not been moved to orders-dlq'],
  ])('counts %i', (exhausted, title) => {
    expect(exhaustedNotMoved(queue(exhausted))).toMatchObject([
      { severity: 'danger', queue: 'orders', title },
    ]);
  });

  it.each([0, null])('is silent about %s', (exhausted) => {
    expect(exhaustedNotMoved(queue(exhausted))).toEqual([]);
  });

  it('is silent where there is nothing to be moved to', () => {
    expect(exhaustedNotMoved(queueFacts({ exhausted: 3 }))).toEqual([]);
  });
});

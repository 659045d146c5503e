import { describe, expect, it } from 'vitest';
import { pairFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { deadLetterRetention } from './dead-letter-retention.ts';

const DAY = 86_400;

const pair = (sourceDays: number, deadLetterDays: number, type: 'standard' | 'fifo' = 'standard') =>
  pairFacts({ retentionSeconds: deadLetterDays * DAY, type }, { retentionSeconds: sourceDays * DAY });

describe('deadLetterRetention', () => {
  it.each([
    [4, 4],
    [4, 1],
  ])('warns when a source keeps %i d and its dead-letter queue %i d', (source, deadLetter) => {
    expect(deadLetterRetention(pair(source, deadLetter))).toMatchObject([
      {
        severity: 'warning',
        queue: 'orders-dlq',
        title: `orders-dlq keeps messages for ${deadLetter} d, orders for ${source} d`,
        reason: expect.stringContaining('first send') as string,
        fix: 'Set MessageRetentionPeriod of orders-dlq to 1209600 (14 d).',
      },
    ]);
  });

  it('wants the source shortened where the dead-letter queue has the longest there is', () => {
    expect(deadLetterRetention(pair(14, 14))).toMatchObject([
      { fix: expect.stringContaining('MessageRetentionPeriod of orders to 345600') as string },
    ]);
  });

  it('is milder on FIFO queues, whose clock starts again', () => {
    const [finding] = deadLetterRetention(pair(4, 4, 'fifo'));
    expect(finding).toMatchObject({ severity: 'notice' });
    expect(finding?.reason).toContain('starts again');
    expect(deadLetterRetention(pair(14, 14, 'fifo'))).toEqual([]);
  });

  it('names the source that keeps longest, seen from the dead-letter queue', () => {
    const deadLetterSources = [
      { name: 'short', retentionSeconds: DAY },
      { name: 'long', retentionSeconds: 10 * DAY },
      { name: 'hidden', retentionSeconds: null },
    ];
    const facts = queueFacts({ name: 'dlq', retentionSeconds: 4 * DAY, deadLetterSources });
    expect(deadLetterRetention(facts)).toMatchObject([
      { title: 'dlq keeps messages for 4 d, long for 10 d', queue: 'dlq' },
    ]);
  });

  it.each([
    ['a longer one', pair(4, 14)],
    ['an unknown one', pairFacts({ retentionSeconds: null }, { retentionSeconds: DAY })],
    ['a source of unknown retention', pairFacts({ retentionSeconds: DAY }, { retentionSeconds: null })],
  ])('is silent about %s', (_, facts) => {
    expect(deadLetterRetention(facts)).toEqual([]);
  });
});

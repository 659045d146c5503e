import { describe, expect, it } from 'vitest';
import { pairFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { expiresSoon } from './expires-soon.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

const deadLetters = (oldestAgeSeconds: number | null, type: 'standard' | 'fifo' = 'standard') =>
  pairFacts({ type, visible: 2, retentionSeconds: 14 * DAY, oldestAgeSeconds });

const atWork = (oldestAgeSeconds: number, retentionSeconds: number) =>
  queueFacts({ deadLetterSources: [], visible: 1, retentionSeconds, oldestAgeSeconds });

describe('expiresSoon', () => {
  it('says "at the latest" of standard dead letters, whose clock started before', () => {
    expect(expiresSoon(deadLetters(14 * DAY - 5 * HOUR))).toMatchObject([
      {
        severity: 'danger',
        queue: 'orders-dlq',
        title: 'The oldest dead letter of orders-dlq expires in 5 h at the latest',
        reason: expect.stringContaining('from the first send') as string,
        fix: 'Redrive or export its messages before: 14 d is the longest that SQS keeps messages.',
      },
    ]);
  });

  it('knows the end of a FIFO dead letter', () => {
    expect(expiresSoon(deadLetters(14 * DAY - 5 * HOUR, 'fifo'))).toMatchObject([
      { title: 'The oldest dead letter of orders-dlq expires in 5 h' },
    ]);
    expect(expiresSoon(deadLetters(14 * DAY + 60, 'fifo'))).toMatchObject([
      { title: 'The oldest dead letter of orders-dlq expires now' },
    ]);
  });

  it('draws the line at a day', () => {
    expect(expiresSoon(deadLetters(13 * DAY))).toEqual([]);
    expect(expiresSoon(deadLetters(13 * DAY + 1))).toHaveLength(1);
  });

  it('sees a dead-letter queue from itself as well', () => {
    const facts = queueFacts({
      name: 'dlq',
      visible: 1,
      retentionSeconds: DAY,
      oldestAgeSeconds: 60,
      deadLetterSources: [{ name: 'orders', retentionSeconds: null }],
    });
    expect(expiresSoon(facts)).toMatchObject([
      { queue: 'dlq', fix: expect.stringContaining('MessageRetentionPeriod of dlq to 1209600') as string },
    ]);
  });

  it('counts from the arrival of what Lambda sends there, which is its first send', () => {
    const facts = queueFacts({
      deadLetterSources: [],
      deadLetterFunctions: ['charge'],
      visible: 1,
      retentionSeconds: 14 * DAY,
      oldestAgeSeconds: 13 * DAY + 12 * HOUR,
    });
    expect(expiresSoon(facts)).toMatchObject([
      { title: 'The oldest dead letter of orders expires in 12 h', queue: 'orders' },
    ]);
  });

  it('lets a queue at work be as short-lived as it is meant to be', () => {
    expect(expiresSoon(atWork(60, HOUR))).toEqual([]);
    expect(expiresSoon(atWork(45 * 60 + 1, HOUR))).toMatchObject([
      { title: 'The oldest message of orders expires in 14 min 59 s', queue: 'orders' },
    ]);
    expect(expiresSoon(atWork(13 * DAY, 14 * DAY))).toEqual([]);
    expect(expiresSoon(atWork(13 * DAY + 1, 14 * DAY))).toHaveLength(1);
  });

  it.each([
    ['an empty queue', pairFacts({ visible: 0, retentionSeconds: DAY, oldestAgeSeconds: DAY })],
    ['an unknown depth', pairFacts({ visible: null, retentionSeconds: DAY, oldestAgeSeconds: DAY })],
    ['an unknown age', deadLetters(null)],
    ['an unknown retention', pairFacts({ visible: 1, retentionSeconds: null, oldestAgeSeconds: DAY })],
  ])('is silent about %s', (_, facts) => {
    expect(expiresSoon(facts)).toEqual([]);
  });
});

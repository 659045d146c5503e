import { describe, expect, it } from 'vitest';
import {
  consumer,
  overviewMetrics,
  queueList,
  queueSummary,
  waiting,
} from '#test/factories/readings/summaries';
import { advance, findTestQueue, isUntouched, type Progress } from './progress.ts';

const main = queueSummary({ name: 'main-queue', deadLetterQueue: 'dlq', consumers: [consumer()] });
const dlq = (count: number) =>
  queueSummary({ name: 'dlq', deadLetterSources: ['main-queue'], depth: waiting(count) });

const sent: Progress = {
  queue: 'main-queue',
  deadLetterQueue: 'dlq',
  accepted: 12,
  before: { attempts: 100, retries: 10, deadLetters: 1 },
  mostDeadLetters: 1,
  reached: 'sent',
};

const look = (progress: Progress, deadLetters: number, attempts: number | null, retries: number | null) =>
  advance(progress, queueList([main, dlq(deadLetters)]), overviewMetrics({ attempts, retries }));

describe('advance', () => {
  it('passes each station when its own number moves', () => {
    const processed = look(sent, 1, 112, 10);
    const retried = look(processed, 1, 118, 16);
    const dead = look(retried, 5, 124, 22);
    const redriven = look(dead, 3, 124, 22);
    expect([processed, retried, dead, redriven].map(({ reached }) => reached)).toEqual([
      'processed',
      'retried',
      'dead',
      'redriven',
    ]);
  });

  it('takes what was there before for nothing', () => {
    expect(look(sent, 1, 100, 10)).toBe(sent);
    expect(look(sent, 1, null, null)).toBe(sent);
  });

  it('never goes back', () => {
    const dead = look(sent, 5, 124, 22);
    expect(look(dead, 5, null, null).reached).toBe('dead');
  });

  it('knows that dead letters imply attempts, even unreported ones', () => {
    expect(look(sent, 2, null, null).reached).toBe('dead');
  });
});

describe('findTestQueue', () => {
  it('takes the named standard queue with a dead-letter queue and a consumer that is on, and no other', () => {
    const off = { ...main, consumers: [consumer({ state: 'disabled' })] };
    const fifo = { ...main, type: 'fifo' as const };
    const orders = { ...main, name: 'orders' };
    expect(findTestQueue(queueList([orders, dlq(0), main]))?.name).toBe('main-queue');
    for (const other of [off, fifo, orders]) {
      expect(findTestQueue(queueList([other, dlq(0)]))).toBeUndefined();
    }
    expect(findTestQueue(queueList([main], { testQueue: null }))).toBeUndefined();
  });
});

describe('isUntouched', () => {
  it('is true without a message and without an attempt', () => {
    expect(isUntouched(queueList([main, dlq(0)]), overviewMetrics())).toBe(true);
    expect(isUntouched(queueList([main, dlq(1)]), overviewMetrics())).toBe(false);
    expect(isUntouched(queueList([main, dlq(0)]), overviewMetrics({ attempts: 3 }))).toBe(false);
  });
});

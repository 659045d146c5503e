import { describe, expect, it } from 'vitest';
import { consumer, queueList, queueSummary, waiting } from '#test/factories/readings/summaries';
import { sumTotals, toRows } from './rows.ts';

const orders = queueSummary({ name: 'orders', deadLetterQueue: 'orders-dlq', consumers: [consumer()] });
const ordersDlq = queueSummary({ name: 'orders-dlq', deadLetterSources: ['orders'], depth: waiting(4) });

const names = (...queues: Parameters<typeof queueList>[0]) =>
  toRows(queueList(queues)).map(({ queue }) => queue.name);

describe('toRows', () => {
  it('shows a dead-letter queue in the row of its source', () => {
    expect(toRows(queueList([orders, ordersDlq]), { 'orders-dlq': 90 })).toEqual([
      { queue: orders, deadLetters: { name: 'orders-dlq', count: 4, ageSeconds: 90 } },
    ]);
  });

  it('keeps a dead-letter queue whose source is not listed, with what it holds', () => {
    expect(toRows(queueList([ordersDlq]))).toEqual([
      { queue: ordersDlq, deadLetters: { name: 'orders-dlq', count: 4, ageSeconds: null } },
    ]);
  });

  it('keeps a dead-letter queue that dead-letters itself', () => {
    const chained = queueSummary({
      name: 'orders-dlq',
      deadLetterSources: ['orders'],
      deadLetterQueue: 'last',
    });
    const last = queueSummary({ name: 'last', deadLetterSources: ['orders-dlq'] });
    expect(names(orders, chained, last)).toEqual(['orders', 'orders-dlq']);
  });

  it('does not know the count of a dead-letter queue that could not be read', () => {
    expect(toRows(queueList([orders]))[0]?.deadLetters).toEqual({
      name: 'orders-dlq',
      count: null,
      ageSeconds: null,
    });
  });

  it('puts dead letters first, then messages that nobody takes, then the rest by name', () => {
    const stuck = queueSummary({
      name: 'stuck',
      depth: waiting(9),
      consumers: [consumer({ state: 'disabled' })],
    });
    const quiet = queueSummary({ name: 'a-quiet' });
    const busy = queueSummary({ name: 'busy', depth: waiting(9), consumers: [consumer()] });
    expect(names(quiet, busy, stuck, orders, ordersDlq)).toEqual(['orders', 'stuck', 'a-quiet', 'busy']);
  });

  it('puts a queue in danger before those that are not, and after those with dead letters', () => {
    const findings = { danger: 1, warning: 0, notice: 0 };
    const endangered = queueSummary({ name: 'z', findings });
    const warned = queueSummary({ name: 'b', findings: { danger: 0, warning: 9, notice: 9 } });
    expect(names(queueSummary({ name: 'a' }), warned, endangered, orders, ordersDlq)).toEqual([
      'orders',
      'z',
      'a',
      'b',
    ]);
  });
});

describe('sumTotals', () => {
  it('counts a shared dead-letter queue once and leaves it out of what waits', () => {
    const refunds = queueSummary({
      name: 'refunds',
      deadLetterQueue: 'orders-dlq',
      depth: { visible: 2, inFlight: 3, delayed: 5 },
    });
    const shared = { ...ordersDlq, deadLetterSources: ['orders', 'refunds'] };
    expect(sumTotals(queueList([orders, refunds, shared]), { 'orders-dlq': 77 })).toEqual({
      deadLetters: 4,
      deadLetterQueues: 1,
      oldestAgeSeconds: 77,
      waiting: 2,
      inFlight: 3,
    });
  });

  it('does not know an age that CloudWatch does not tell, which is not zero', () => {
    const list = queueList([orders, ordersDlq]);
    expect(sumTotals(list).oldestAgeSeconds).toBeNull();
    expect(sumTotals(list, { 'orders-dlq': 0 }).oldestAgeSeconds).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { consumer, queueList, queueSummary, scannedMessage } from '#test/factories/summaries';
import { findConsumerWarnings, findTargets, planRedrive } from './plan.ts';

describe('planRedrive', () => {
  it('says where chosen messages go, which cannot, and which were redriven before', () => {
    const messages = [
      scannedMessage({ messageId: 'a', deadLetterSource: 'orders' }),
      scannedMessage({ messageId: 'b', deadLetterSource: 'billing', generation: 2 }),
      scannedMessage({ messageId: 'c', deadLetterSource: null }),
      scannedMessage({ messageId: 'd', deadLetterSource: 'orders' }),
    ];
    expect(planRedrive('dlq', messages, { count: 99, sources: ['orders', 'billing', 'other'] })).toEqual({
      source: 'dlq',
      messages,
      count: 4,
      origins: ['billing', 'orders'],
      withoutOrigin: 1,
      redrivenBefore: 1,
    });
  });

  it('goes by what SQS says when everything is meant', () => {
    expect(planRedrive('dlq', null, { count: 99, sources: ['orders'] })).toEqual({
      source: 'dlq',
      messages: null,
      count: 99,
      origins: ['orders'],
      withoutOrigin: 0,
      redrivenBefore: 0,
    });
  });
});

describe('targets', () => {
  const list = queueList([
    queueSummary({ name: 'dlq' }),
    queueSummary({ name: 'on', consumers: [consumer({ state: 'disabled' }), consumer()] }),
    queueSummary({ name: 'off', consumers: [consumer({ state: 'disabled' })] }),
    queueSummary({ name: 'alone' }),
    queueSummary({ name: 'orders.fifo', type: 'fifo' }),
  ]);

  it('are queues of the same type, not where the messages are', () => {
    expect(findTargets(list, 'dlq').map(({ name }) => name)).toEqual(['on', 'off', 'alone']);
  });

  it('warn when nobody takes messages there', () => {
    expect(findConsumerWarnings(list, ['on', 'off', 'alone'])).toEqual([
      expect.stringMatching(/off, processor, is disabled/),
      expect.stringMatching(/alone has no Lambda consumer/),
    ]);
  });

  it('do not warn when consumers could not be listed', () => {
    expect(findConsumerWarnings({ ...list, consumersError: 'denied' }, ['alone'])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { queueFacts } from '#test/factories/readings/queue-facts';
import { deadLetterQueueType } from './dead-letter-queue-type.ts';

type Type = 'standard' | 'fifo';

const pair = (type: Type, targetType: Type, exists: boolean | null = true) =>
  queueFacts({ type, deadLetterQueue: { name: 'dead', type: targetType, exists, facts: null } });

describe('deadLetterQueueType', () => {
  it.each([
    ['standard', 'fifo', 'orders is a standard queue, its dead-letter queue dead is a FIFO queue'],
    ['fifo', 'standard', 'orders is a FIFO queue, its dead-letter queue dead is a standard queue'],
  ] as const)('does not let %s dead-letter into %s', (type, targetType, title) => {
    expect(deadLetterQueueType(pair(type, targetType))).toMatchObject([{ severity: 'danger', title }]);
    // The name says the type, though the queue itself may not be read.
    expect(deadLetterQueueType(pair(type, targetType, null))).toHaveLength(1);
  });

  it('is silent about equal types, and leaves a missing queue to its own rule', () => {
    expect(deadLetterQueueType(pair('fifo', 'fifo'))).toEqual([]);
    expect(deadLetterQueueType(pair('standard', 'fifo', false))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { queueFacts } from '#test/factories/readings/queue-facts';
import { deadLetterQueueMissing } from './dead-letter-queue-missing.ts';

const withTarget = (exists: boolean | null) =>
  queueFacts({
    maxReceiveCount: 3,
    deadLetterQueue: { name: 'orders-dlq', type: 'standard', exists, facts: null },
  });

describe('deadLetterQueueMissing', () => {
  it('names the queue that is not there', () => {
    expect(deadLetterQueueMissing(withTarget(false))).toMatchObject([
      {
        severity: 'danger',
        queue: 'orders',
        title: 'The dead-letter queue orders-dlq does not exist',
        reason: expect.stringContaining('all 3 of their receives') as string,
        fix: expect.stringContaining('1209600') as string,
      },
    ]);
  });

  it.each([true, null])('is silent when it exists: %s', (exists) => {
    expect(deadLetterQueueMissing(withTarget(exists))).toEqual([]);
  });
});

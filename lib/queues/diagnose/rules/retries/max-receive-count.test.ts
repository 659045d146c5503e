import { describe, expect, it } from 'vitest';
import { queueFacts } from '#test/factories/readings/queue-facts';
import { maxReceiveCount } from './max-receive-count.ts';

const queue = (receives: number | null) =>
  queueFacts({ maxReceiveCount: receives, visibilityTimeoutSeconds: 30, retentionSeconds: 345_600 });

describe('maxReceiveCount', () => {
  it.each([
    [1, 'Messages of orders are dead-lettered after 1 receive', 'no retry'],
    [2, 'Messages of orders are dead-lettered after 2 receives', 'one retry'],
    [1000, 'Messages of orders are dead-lettered after 1,000 receives', 'for 8 h 20 min and longer'],
    [500, 'Messages of orders are dead-lettered after 500 receives', 'for 4 h 10 min and longer'],
  ])('warns of %i', (receives, title, reason) => {
    expect(maxReceiveCount(queue(receives))).toMatchObject([
      {
        severity: 'warning',
        title,
        reason: expect.stringContaining(reason) as string,
        fix: 'Set maxReceiveCount in the RedrivePolicy of orders to 5.',
      },
    ]);
  });

  it.each([3, 5, 100, 499, null])('is silent about %s', (receives) => {
    expect(maxReceiveCount(queue(receives))).toEqual([]);
  });

  it('says what so many receives do to a FIFO queue, also without a known visibility timeout', () => {
    const [finding] = maxReceiveCount(queueFacts({ type: 'fifo', maxReceiveCount: 1000 }));
    expect(finding?.reason).toContain('blocks its message group');
  });

  it('leaves to another rule what expires before its last receive', () => {
    expect(maxReceiveCount({ ...queue(1000), retentionSeconds: 30_000 })).toEqual([]);
    expect(maxReceiveCount({ ...queue(1000), retentionSeconds: 30_001 })).toHaveLength(1);
  });
});

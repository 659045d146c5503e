import { describe, expect, it } from 'vitest';
import { consumerFacts, pairFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { noDeadLetterQueue } from './no-dead-letter-queue.ts';

describe('noDeadLetterQueue', () => {
  it('warns where messages are worked on', () => {
    const facts = queueFacts({
      deadLetterSources: [],
      consumers: [consumerFacts()],
      retentionSeconds: 345_600,
    });
    expect(noDeadLetterQueue(facts)).toMatchObject([
      {
        severity: 'warning',
        title: 'orders has no dead-letter queue',
        reason: expect.stringContaining('until its retention of 4 d ends') as string,
        fix: expect.stringContaining('RedrivePolicy of orders') as string,
      },
    ]);
  });

  it('notes it, with a doubt, where the queue may hold dead letters of another service', () => {
    const [finding] = noDeadLetterQueue(queueFacts({ deadLetterSources: [], consumers: [] }));
    expect(finding).toMatchObject({ severity: 'notice' });
    expect(finding?.reason).toContain('SNS');
  });

  it.each([
    ['has one', pairFacts({}, { deadLetterSources: [] })],
    ['is one', queueFacts({ deadLetterSources: [{ name: 'a', retentionSeconds: null }] })],
    ['takes those of a function', queueFacts({ deadLetterSources: [], deadLetterFunctions: ['charge'] })],
    ['may be one', queueFacts({ deadLetterSources: null, consumers: [consumerFacts()] })],
  ])('is silent about a queue that %s', (_, facts) => {
    expect(noDeadLetterQueue(facts)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { consumerFacts, pairFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { deadLetterQueueConsumed } from './dead-letter-queue-consumed.ts';

describe('deadLetterQueueConsumed', () => {
  it('names the function, seen from the source and from the dead-letter queue', () => {
    const consumers = [consumerFacts({ functionName: 'sweeper' })];
    const fromSource = deadLetterQueueConsumed(pairFacts({ consumers }));
    expect(fromSource).toMatchObject([
      {
        severity: 'warning',
        queue: 'orders-dlq',
        title: 'The dead-letter queue orders-dlq is consumed by sweeper',
      },
    ]);
    const itself = { name: 'orders-dlq', deadLetterSources: [{ name: 'orders', retentionSeconds: null }] };
    expect(deadLetterQueueConsumed(queueFacts({ ...itself, consumers }))).toEqual(fromSource);
  });

  it('takes a queue that dead-letters itself for a stage of retries', () => {
    const facts = pairFacts({ consumers: [consumerFacts()], hasDeadLetterQueue: true });
    expect(deadLetterQueueConsumed(facts)).toMatchObject([{ severity: 'notice' }]);
  });

  it.each([
    ['a disabled consumer', pairFacts({ consumers: [consumerFacts({ state: 'disabled' })] })],
    ['unknown consumers', pairFacts({ consumers: null })],
    [
      'a queue that is no dead-letter queue',
      queueFacts({ deadLetterSources: [], consumers: [consumerFacts()] }),
    ],
  ])('is silent about %s', (_, facts) => {
    expect(deadLetterQueueConsumed(facts)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { consumerFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { noConsumer } from './no-consumer.ts';

const off = consumerFacts({ state: 'disabled' });

describe('noConsumer', () => {
  it('says that only Lambda consumers can be seen', () => {
    const [finding] = noConsumer(queueFacts({ deadLetterSources: [], consumers: [] }));
    expect(finding).toMatchObject({ severity: 'notice', title: 'No Lambda function consumes orders' });
    expect(finding?.reason).toContain('Only Lambda consumers can be seen');
  });

  it.each([
    [0, 'warning', 'The consumer of orders is disabled (processor)'],
    [1, 'danger', 'The consumer of orders is disabled (processor), 1 message waiting'],
    [1200, 'danger', 'The consumer of orders is disabled (processor), 1,200 messages waiting'],
    [null, 'warning', 'The consumer of orders is disabled (processor)'],
  ])('judges a disabled consumer by %s messages that wait', (visible, severity, title) => {
    const facts = queueFacts({ deadLetterSources: [], consumers: [off], visible });
    expect(noConsumer(facts)).toMatchObject([{ severity, title }]);
  });

  it.each([
    ['one of two is enabled', queueFacts({ deadLetterSources: [], consumers: [off, consumerFacts()] })],
    [
      'one is changing',
      queueFacts({ deadLetterSources: [], consumers: [consumerFacts({ state: 'changing' })] }),
    ],
    [
      'it is a dead-letter queue',
      queueFacts({ deadLetterSources: [{ name: 'a', retentionSeconds: 60 }], consumers: [] }),
    ],
    [
      'it takes what a function could not be run with',
      queueFacts({ deadLetterSources: [], deadLetterFunctions: ['charge'], consumers: [] }),
    ],
    ['it may be a dead-letter queue', queueFacts({ deadLetterSources: null, consumers: [] })],
    ['consumers are unknown', queueFacts({ deadLetterSources: [], consumers: null })],
  ])('is silent when %s', (_, facts) => {
    expect(noConsumer(facts)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { consumerFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { partialBatchResponses } from './partial-batch-responses.ts';

const whole = consumerFacts({ partialBatchResponses: false });

describe('partialBatchResponses', () => {
  it('warns where a batch comes back whole', () => {
    expect(partialBatchResponses(queueFacts({ consumers: [whole, consumerFacts()] }))).toMatchObject([
      {
        severity: 'warning',
        title: 'One failed message returns the whole batch of up to 10 (processor)',
        fix: expect.stringContaining('ReportBatchItemFailures') as string,
      },
    ]);
  });

  it('makes one finding of several functions, with the largest batch', () => {
    const other = consumerFacts({ partialBatchResponses: false, functionName: 'audit', batchSize: 100 });
    expect(partialBatchResponses(queueFacts({ consumers: [whole, other] }))).toMatchObject([
      { title: 'One failed message returns the whole batch of up to 100 (processor, audit)' },
    ]);
  });

  it.each([
    ['batches of one', [{ ...whole, batchSize: 1 }]],
    ['partial responses', [consumerFacts()]],
    ['unknown consumers', null],
  ])('is silent about %s', (_, consumers) => {
    expect(partialBatchResponses(queueFacts({ consumers }))).toEqual([]);
  });
});

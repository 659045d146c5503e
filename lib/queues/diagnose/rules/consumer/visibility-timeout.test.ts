import { describe, expect, it } from 'vitest';
import { consumerFacts, queueFacts } from '#test/factories/readings/queue-facts';
import { visibilityTimeout } from './visibility-timeout.ts';

const queue = (
  visibilityTimeoutSeconds: number | null,
  ...consumers: Parameters<typeof consumerFacts>[0][]
) => queueFacts({ visibilityTimeoutSeconds, consumers: consumers.map((part) => consumerFacts(part)) });

describe('visibilityTimeout', () => {
  it('wants six function timeouts', () => {
    expect(visibilityTimeout(queue(59, { timeoutSeconds: 10 }))).toMatchObject([
      {
        severity: 'warning',
        title: 'The visibility timeout of 59 s is under 6 × the timeout of processor (10 s)',
        fix: 'Set VisibilityTimeout of orders to 60, or give the function a shorter timeout.',
      },
    ]);
    expect(visibilityTimeout(queue(60, { timeoutSeconds: 10 }))).toEqual([]);
  });

  it('adds the batching window', () => {
    const consumer = { timeoutSeconds: 10, batchingWindowSeconds: 5 };
    expect(visibilityTimeout(queue(64, consumer))).toMatchObject([
      {
        title: expect.stringContaining('and its batching window of 5 s') as string,
        fix: expect.stringContaining('to 65,') as string,
      },
    ]);
    expect(visibilityTimeout(queue(65, consumer))).toEqual([]);
  });

  it('is a danger when the function may run longer than a message is hidden', () => {
    expect(visibilityTimeout(queue(30, { timeoutSeconds: 31 }))).toMatchObject([{ severity: 'danger' }]);
  });

  it('names the most demanding of several functions', () => {
    const [finding, ...others] = visibilityTimeout(
      queue(
        30,
        { timeoutSeconds: 6 },
        { timeoutSeconds: 20, functionName: 'slow' },
        { timeoutSeconds: null },
      ),
    );
    expect(finding?.title).toContain('timeout of slow (20 s)');
    expect(others).toEqual([]);
  });

  it.each([
    ['an unknown function timeout', queue(1, { timeoutSeconds: null })],
    ['an unknown visibility timeout', queue(null, { timeoutSeconds: 10 })],
    ['unknown consumers', queueFacts({ visibilityTimeoutSeconds: 1, consumers: null })],
  ])('is silent about %s', (_, facts) => {
    expect(visibilityTimeout(facts)).toEqual([]);
  });
});

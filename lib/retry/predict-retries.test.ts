import { describe, expect, it } from 'vitest';
import { predictRetries } from './predict-retries.ts';
import type { RetryRequest } from './types.ts';

const steps = { steps: ['fails'], durationMs: 100 } as const;
const items = { items: [{ id: 'a', failFirst: null }], durationMs: 100 };
const queue = {
  visibilityTimeoutSeconds: 30,
  messageRetentionSeconds: 60,
  delaySeconds: 0,
  consumer: 'function',
  timeoutSeconds: 5,
} as const;
const { consumer: _consumer, timeoutSeconds, ...queueOnly } = queue;

const REQUESTS: [RetryRequest, string, number][] = [
  [{ model: 'redrive-policy', policy: { ...queue, maxReceiveCount: 1 }, pattern: steps }, 'dead-lettered', 1],
  [{ model: 'until-expiry', policy: { ...queue, maxReceiveCount: null }, pattern: steps }, 'expired', 2],
  [
    {
      model: 'batch',
      policy: {
        ...queueOnly,
        handling: 'swallows',
        batchSize: 10,
        batchingWindowSeconds: 0,
        maxReceiveCount: 3,
        functionTimeoutSeconds: timeoutSeconds,
      },
      pattern: items,
    },
    'lost',
    1,
  ],
  [
    {
      model: 'async-invocation',
      policy: {
        maximumRetryAttempts: 2,
        maximumEventAgeSeconds: 21_600,
        functionTimeoutSeconds: 3,
        hasDeadLetterQueue: false,
        hasOnSuccess: false,
        hasOnFailure: true,
        isStopped: false,
      },
      pattern: steps,
    },
    'on-failure',
    3,
  ],
  [
    {
      model: 'stream',
      policy: {
        batchSize: 100,
        maximumRecordAgeSeconds: -1,
        maximumRetryAttempts: 3,
        bisectBatchOnFunctionError: true,
        reportBatchItemFailures: false,
        hasOnFailure: false,
        retentionSeconds: 86_400,
        functionTimeoutSeconds: 60,
        retryWaitMs: 1000,
      },
      pattern: items,
    },
    'dropped',
    4,
  ],
  [
    {
      model: 'step-functions',
      policy: {
        retriers: [],
        catchers: [{ errorEquals: ['States.ALL'], next: 'Clean up' }],
        timeoutSeconds: null,
      },
      pattern: { errors: ['Boom'], durationMs: 100 },
    },
    'caught',
    1,
  ],
];

describe('predictRetries', () => {
  it.each(REQUESTS)('predicts by the model, case %#', (input, where, attempts) => {
    expect(predictRetries({ input }).ends).toMatchObject([{ where, attempts }]);
  });

  it.each([
    [{ model: 'hope' }, 'model: One of the six models.'],
    [{ ...REQUESTS[0]?.[0], pattern: items }, 'pattern.'],
    [
      { model: 'redrive-policy', policy: { ...queue, maxReceiveCount: null }, pattern: steps },
      'policy.maxReceiveCount: A redrive policy has a maxReceiveCount.',
    ],
    [
      { model: 'until-expiry', policy: { ...queue, maxReceiveCount: 3 }, pattern: steps },
      'policy.maxReceiveCount: Without a redrive policy there is no maxReceiveCount.',
    ],
    [
      { model: 'redrive-policy', policy: { ...queue, maxReceiveCount: 1001 }, pattern: steps },
      'policy.maxReceiveCount: A whole number of receives, 1 to 1,000.',
    ],
  ])('refuses %o and names the field', (input, message) => {
    expect(() => predictRetries({ input })).toThrow(message);
  });
});

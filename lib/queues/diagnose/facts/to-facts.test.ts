import { describe, expect, it } from 'vitest';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import { consumer } from '#test/factories/readings/summaries';
import { toFacts, type Surroundings } from './to-facts.ts';

const dlq = {
  name: 'dlq',
  arn: 'arn:dlq',
  type: 'standard',
  retentionSeconds: 1200,
  visibilityTimeoutSeconds: 30,
  depth: { visible: 2, inFlight: 1, delayed: 0 },
  redrivePolicy: null,
} as QueueAttributes;
const orders: QueueAttributes = {
  ...dlq,
  name: 'orders',
  arn: 'arn:orders',
  retentionSeconds: 600,
  redrivePolicy: { deadLetterQueue: 'dlq', maxReceiveCount: 3 },
};
const alarm = { name: 'filled', metric: 'ApproximateNumberOfMessagesVisible' };
const known: Surroundings = {
  consumers: new Map([['arn:orders', [consumer(), consumer({ functionName: 'audit' })]]]),
  timeouts: new Map([['processor', 5]]),
  alarms: { byQueue: new Map([['dlq', [alarm]]]), mayWatchAny: false },
  deadLetterFunctions: new Map([['arn:dlq', ['charge']]]),
  oldestAgeOf: (queue) => (queue === 'dlq' ? 60 : null),
};
const relations = { deadLetterSources: [], deadLetterQueue: dlq, exhausted: 0 };

describe('toFacts', () => {
  it('tells a queue and the one that takes its dead letters apart', () => {
    const facts = toFacts(orders, known, relations);
    expect(facts).toMatchObject({ name: 'orders', maxReceiveCount: 3, oldestAgeSeconds: null, alarms: [] });
    expect(facts.consumers?.map(({ timeoutSeconds }) => timeoutSeconds)).toEqual([5, null]);
    expect(facts.deadLetterQueue).toMatchObject({
      exists: true,
      facts: {
        name: 'dlq',
        visible: 2,
        oldestAgeSeconds: 60,
        consumers: [],
        alarms: [alarm],
        deadLetterFunctions: ['charge'],
        deadLetterSources: [{ name: 'orders', retentionSeconds: 600 }],
      },
    });
  });

  it('does not know who watches a queue once an alarm finds its queues by itself', () => {
    const alarms = { byQueue: new Map(), mayWatchAny: true };
    const facts = toFacts(orders, { ...known, alarms }, relations);
    expect([facts.alarms, facts.deadLetterQueue?.facts?.alarms]).toEqual([null, null]);
  });

  it.each([
    ['missing', false],
    [null, null],
  ] as const)('takes %s for a dead-letter queue that exists: %s', (deadLetterQueue, exists) => {
    const facts = toFacts(orders, known, { ...relations, deadLetterQueue });
    expect(facts.deadLetterQueue).toEqual({ name: 'dlq', type: 'standard', exists, facts: null });
  });
});

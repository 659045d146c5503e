import type { ConsumerFacts, DeadLetterTarget, HolderFacts, QueueFacts } from '#lib/queues/diagnose/facts';

const unknown: HolderFacts = {
  name: 'orders',
  type: 'standard',
  retentionSeconds: null,
  visible: null,
  oldestAgeSeconds: null,
  deadLetterSources: null,
  deadLetterFunctions: [],
  hasDeadLetterQueue: false,
  consumers: null,
  alarms: null,
};

/** The queue `orders`, of which nothing is known but what `part` says. */
export function queueFacts(part: Partial<QueueFacts> = {}): QueueFacts {
  return {
    ...unknown,
    visibilityTimeoutSeconds: null,
    maxReceiveCount: null,
    deadLetterQueue: null,
    exhausted: null,
    ...part,
  };
}

/** `orders` with the dead-letter queue `orders-dlq`, which takes dead letters of `orders` alone unless `part` says otherwise. */
export function pairFacts(part: Partial<HolderFacts>, own: Partial<QueueFacts> = {}): QueueFacts {
  const facts: HolderFacts = {
    ...unknown,
    name: 'orders-dlq',
    deadLetterSources: [{ name: 'orders', retentionSeconds: own.retentionSeconds ?? null }],
    ...part,
  };
  const deadLetterQueue: DeadLetterTarget = { name: facts.name, type: facts.type, exists: true, facts };
  return queueFacts({ type: facts.type, deadLetterQueue, ...own });
}

/** An enabled consumer with which nothing is wrong. */
export function consumerFacts(part: Partial<ConsumerFacts> = {}): ConsumerFacts {
  return {
    functionName: 'processor',
    state: 'enabled',
    batchSize: 10,
    batchingWindowSeconds: 0,
    partialBatchResponses: true,
    timeoutSeconds: 5,
    ...part,
  };
}

import { describe, expect, it } from 'vitest';
import { consumers } from '#infra/functions';
import { expiryQueue, queues, type QueueSettings } from '#infra/queues';
import type { QueueAttributes } from '#lib/queues/attributes/queue-attributes';
import type { Consumer } from '#lib/queues/types';
import { diagnoseQueue } from './diagnose-queue.ts';
import { relateQueues } from './facts/relate-queues.ts';
import { toFacts } from './facts/to-facts.ts';

function arnOf(name: string): string {
  return `arn:aws:sqs:us-east-1:000000000000:${name}`;
}

/** A queue of the settings, as SQS would describe it when it is empty. */
function toAttributes(settings: QueueSettings): QueueAttributes {
  return {
    ...settings,
    url: `http://127.0.0.1/000000000000/${settings.name}`,
    arn: arnOf(settings.name),
    type: 'standard',
    contentBasedDeduplication: false,
    depth: { visible: 0, inFlight: 0, delayed: 0 },
    receiveWaitSeconds: 0,
    createdAtMs: 0,
  };
}

const consumersByQueue = new Map(
  consumers.map((settings) => [
    arnOf(settings.queue),
    [
      {
        functionName: settings.functionName,
        state: 'enabled',
        batchSize: settings.batchSize,
        batchingWindowSeconds: settings.maximumBatchingWindowSeconds,
        partialBatchResponses: settings.reportBatchItemFailures,
      } satisfies Consumer,
    ],
  ]),
);

describe('the queues that are deployed', () => {
  const attributes = queues.map(toAttributes);
  const relate = relateQueues(attributes, []);

  it.each(attributes)('gives no cause for a warning: $name', (queue) => {
    const findings = diagnoseQueue(
      toFacts(
        queue,
        {
          consumers: consumersByQueue,
          timeouts: new Map(consumers.map((settings) => [settings.functionName, settings.timeoutSeconds])),
          alarms: { byQueue: new Map(), mayWatchAny: false },
          deadLetterFunctions: new Map(),
          oldestAgeOf: () => 60,
        },
        { ...relate(queue), exhausted: 0 },
      ),
    );
    // To show what becomes of messages without one is what that queue is for.
    const meant = queue.name === expiryQueue.name ? ['no-dead-letter-queue'] : [];
    const serious = findings.filter(({ severity }) => severity !== 'notice');
    expect(serious.map(({ rule }) => rule)).toEqual(meant);
  });
});

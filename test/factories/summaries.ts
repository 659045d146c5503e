import type { OverviewMetrics } from '#lib/metrics/types';
import type { ScannedMessage } from '#lib/messages/types';
import type { Consumer, QueueList, QueueSummary } from '#lib/queues/types';

/** A quiet standard queue without a redrive policy or a consumer. */
export function queueSummary(part: Partial<QueueSummary> & { name: string }): QueueSummary {
  return {
    arn: `arn:aws:sqs:us-east-1:000000000000:${part.name}`,
    type: 'standard',
    depth: { visible: 0, inFlight: 0, delayed: 0 },
    maxReceiveCount: null,
    deadLetterQueue: null,
    deadLetterSources: [],
    consumers: [],
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 345_600,
    readAtMs: 0,
    ...part,
  };
}

export function consumer(part: Partial<Consumer> = {}): Consumer {
  return { functionName: 'processor', state: 'enabled', batchSize: 10, partialBatchResponses: true, ...part };
}

/** `visible` messages, nothing in flight or delayed. */
export function waiting(visible: number): QueueSummary['depth'] {
  return { visible, inFlight: 0, delayed: 0 };
}

export function queueList(queues: QueueSummary[], part: Partial<QueueList> = {}): QueueList {
  return { queues, unreadable: [], consumersError: null, readAtMs: 0, ...part };
}

export function overviewMetrics(part: Partial<OverviewMetrics> = {}): OverviewMetrics {
  return {
    samples: {},
    failedAttempts: null,
    retries: null,
    attempts: null,
    deadLetterAgeSeconds: {},
    error: null,
    readAtMs: 0,
    ...part,
  };
}

export function scannedMessage(part: Partial<ScannedMessage> & { messageId: string }): ScannedMessage {
  return {
    body: '{}',
    attributes: {},
    receiveCount: 4,
    sentAtMs: 0,
    firstReceivedAtMs: null,
    expiresAtMs: null,
    senderId: null,
    deadLetterSource: 'main-queue',
    groupId: null,
    deduplicationId: null,
    sequenceNumber: null,
    traceHeader: null,
    generation: 0,
    ...part,
  };
}

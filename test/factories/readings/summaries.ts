import type { Attempt, LatestAttempt } from '#lib/attempts/types';
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
    deadLetterFunctions: [],
    consumers: [],
    visibilityTimeoutSeconds: 30,
    retentionSeconds: 345_600,
    findings: { danger: 0, warning: 0, notice: 0 },
    readAtMs: 0,
    ...part,
  };
}

export function consumer(part: Partial<Consumer> = {}): Consumer {
  return {
    functionName: 'processor',
    state: 'enabled',
    batchSize: 10,
    batchingWindowSeconds: 0,
    partialBatchResponses: true,
    ...part,
  };
}

/** `visible` messages, nothing in flight or delayed. */
export function waiting(visible: number): QueueSummary['depth'] {
  return { visible, inFlight: 0, delayed: 0 };
}

export function queueList(queues: QueueSummary[], part: Partial<QueueList> = {}): QueueList {
  return {
    queues,
    unreadable: [],
    pending: [],
    consumersError: null,
    testQueue: 'main-queue',
    readAtMs: 0,
    ...part,
  };
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
    lineage: null,
    invocation: null,
    ...part,
  };
}

const declined = { name: 'PaymentDeclined', message: 'card_declined', fingerprint: 'v1-0123456789abcdef' };

/** A failure; `error: null` with `outcome: 'succeeded'` makes a success of it. */
export function latestAttempt(part: Partial<LatestAttempt> & { messageId: string }): LatestAttempt {
  return {
    rootId: part.messageId,
    attempt: 1,
    receiveCount: 1,
    outcome: 'failed',
    startedAtMs: 0,
    durationMs: 12,
    error: declined,
    ...part,
  };
}

/** A failure of the first delivery, with all that was recorded of it. */
export function recordedAttempt(part: Partial<Attempt> = {}): Attempt {
  return {
    messageId: 'm-1',
    rootId: 'm-1',
    generation: 0,
    queue: 'main-queue',
    attempt: 1,
    receiveCount: 1,
    outcome: 'failed',
    startedAtMs: 0,
    durationMs: 12,
    error: { ...declined, stack: 'PaymentDeclined: card_declined\n    at charge (charge.ts:1:1)' },
    scope: 'message',
    functionName: 'processor',
    functionVersion: '$LATEST',
    requestId: '8f3c12ab-0000-4000-8000-000000000000',
    sentAtMs: 0,
    firstReceivedAtMs: 0,
    ...part,
  };
}

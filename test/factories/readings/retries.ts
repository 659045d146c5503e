import type {
  Cause,
  CauseList,
  Funnel,
  FunnelStep,
  RetryingList,
  RetryingMessage,
} from '#lib/attempts/types';
import type { Finding } from '#lib/queues/diagnose/types';
import { latestAttempt } from './summaries.ts';

export function step(attempt: string, attempts: number, failed: number): FunnelStep {
  return { attempt, attempts, succeeded: attempts - failed, failed };
}

/** Of a queue that allows three receives. */
export function funnel(steps: FunnelStep[], part: Partial<Funnel> = {}): Funnel {
  return {
    steps,
    died: steps.length ? 0 : null,
    maxReceiveCount: 3,
    fromMs: 0,
    toMs: 3_600_000,
    error: null,
    readAtMs: 3_600_000,
    ...part,
  };
}

export function cause(part: Partial<Cause> = {}): Cause {
  return {
    fingerprint: 'v1-0123456789abcdef',
    errorName: 'PaymentDeclined',
    message: 'card_declined',
    count: 6,
    messages: 2,
    firstSeenAtMs: 0,
    lastSeenAtMs: 60_000,
    trend: [0, 6, 0, 0],
    sampleMessageId: '8f3c12ab-0000-4000-8000-000000000000',
    ...part,
  };
}

export function causeList(causes: Cause[], part: Partial<CauseList> = {}): CauseList {
  return {
    causes,
    otherCauses: 0,
    failures: causes.reduce((sum, { count }) => sum + count, 0),
    fromMs: 0,
    toMs: 3_600_000,
    periodSeconds: 900,
    countedFromMs: null,
    ...part,
  };
}

/** Failed once of three times, and hidden for a while. */
export function retryingMessage(part: Partial<RetryingMessage> & { messageId: string }): RetryingMessage {
  return {
    ...latestAttempt(part),
    generation: 0,
    firstReceivedAtMs: 0,
    nextAttemptAtMs: 30_000,
    state: 'hidden',
    receivesLeft: 2,
    ...part,
  };
}

export function retryingList(messages: RetryingMessage[], part: Partial<RetryingList> = {}): RetryingList {
  return {
    messages,
    truncated: false,
    visibilityTimeoutSeconds: 30,
    maxReceiveCount: 3,
    readAtMs: 0,
    ...part,
  };
}

export function finding(part: Partial<Finding> = {}): Finding {
  return {
    rule: 'no-alarm',
    severity: 'notice',
    queue: 'main-queue',
    title: 'Nobody is told of dead letters',
    reason: 'No alarm watches this queue.',
    fix: 'Create one.',
    ...part,
  };
}

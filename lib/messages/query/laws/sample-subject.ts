import type { LatestAttempt } from '#lib/attempts/types';
import type { ScannedMessage } from '#lib/messages/types';
import type { QuerySubject } from '../types.ts';

export const NOW_MS = Date.UTC(2026, 10, 25, 12);
const HOUR_MS = 3_600_000;

/** A message three hours old that failed with a `TimeoutError`, for tests of the query. */
export function sampleSubject(
  message: Partial<ScannedMessage> = {},
  error: LatestAttempt['error'] | 'unknown' = {
    name: 'TimeoutError',
    message: 'Task timed out after 3.00 seconds',
    fingerprint: 'v1-0123456789abcdef',
  },
): QuerySubject {
  const messageId = message.messageId ?? 'b7e0ae4c-0001';
  const attempt: LatestAttempt = {
    messageId,
    rootId: messageId,
    attempt: 4,
    receiveCount: 4,
    outcome: 'failed',
    startedAtMs: NOW_MS - HOUR_MS,
    durationMs: 3000,
    error: error === 'unknown' ? null : error,
  };
  return {
    message: {
      messageId,
      body: '{"order":{"id":42,"type":"Refund"}}',
      attributes: { tenant: { DataType: 'String', StringValue: 'acme' } },
      receiveCount: 5,
      sentAtMs: NOW_MS - 3 * HOUR_MS,
      firstReceivedAtMs: null,
      expiresAtMs: NOW_MS + 2 * HOUR_MS,
      senderId: null,
      deadLetterSource: 'orders',
      groupId: null,
      deduplicationId: null,
      sequenceNumber: null,
      traceHeader: null,
      generation: 0,
      lineage: null,
      invocation: null,
      ...message,
    },
    attempt: error === 'unknown' ? undefined : attempt,
  };
}

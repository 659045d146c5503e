import type { ErrorBody } from '#lib/access/types';
import { DomainError, type DomainErrorCode } from '#lib/errors';

/** HTTP status of every domain error. */
const STATUS: Record<DomainErrorCode, number> = {
  'invalid-input': 400,
  'message-too-long': 400,
  'request-too-large': 413,
  'queue-not-found': 404,
  'task-not-found': 404,
  'job-not-found': 404,
  'file-not-found': 404,
  'receive-would-count': 409,
  'not-a-dead-letter-queue': 409,
  'task-already-running': 409,
  'job-already-active': 409,
  'job-not-controllable': 409,
  'forbidden-host': 403,
  'forbidden-origin': 403,
  'access-not-configured': 503,
  unauthenticated: 401,
  'not-permitted': 403,
  'rate-limited': 429,
  'access-denied': 403,
  'no-credentials': 503,
  throttled: 503,
  unreachable: 503,
  // AWS answered 4xx: it does not want this input.
  'aws-refused': 400,
  'aws-failed': 502,
  'attempts-unavailable': 503,
  'jobs-unavailable': 503,
  'audit-unavailable': 503,
  'provider-unavailable': 503,
};

const RETRY_AFTER_SECONDS = 2;

/** The answer to `error`. What is no domain error is our own fault: it is printed here and not shown to the caller. */
export function errorResponse(error: unknown): Response {
  if (!(error instanceof DomainError)) {
    console.error(error);
    return respond(500, { code: 'internal', message: 'The desk failed. Its log has the reason.' });
  }
  const { code, message, field } = error;
  const headers: Record<string, string> =
    code === 'throttled' || code === 'rate-limited' ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {};
  return respond(statusOf(error), { code, message, ...(field !== undefined && { field }) }, headers);
}

/** A table that refuses has answered: unlike one that is out of reach, asking again does not help. */
function statusOf(error: DomainError): number {
  for (let reason: unknown = error; reason instanceof DomainError; reason = reason.cause) {
    if (reason.code === 'access-denied') return STATUS['access-denied'];
  }
  return STATUS[error.code];
}

function respond(status: number, error: ErrorBody['error'], headers: Record<string, string> = {}): Response {
  return Response.json({ error } satisfies ErrorBody, {
    status,
    headers: { ...headers, 'cache-control': 'no-store' },
  });
}

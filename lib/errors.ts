/** Everything that can go wrong in the domain, in its own words. `app/api/_http` alone knows HTTP statuses. */
export const DOMAIN_ERROR_CODES = [
  // what was asked
  'invalid-input',
  'message-too-long',
  'request-too-large',
  'queue-not-found',
  'task-not-found',
  'job-not-found',
  'file-not-found',
  // what the state of things forbids
  'receive-would-count',
  'not-a-dead-letter-queue',
  'task-already-running',
  'job-already-active',
  'job-not-controllable',
  // who asks
  'forbidden-host',
  'forbidden-origin',
  'access-not-configured',
  'unauthenticated',
  'not-permitted',
  'rate-limited',
  // AWS
  'access-denied',
  'no-credentials',
  'throttled',
  'unreachable',
  'aws-refused',
  'aws-failed',
  // the state table
  'attempts-unavailable',
  'jobs-unavailable',
  'audit-unavailable',
  // the provider of logins
  'provider-unavailable',
] as const;

export type DomainErrorCode = (typeof DOMAIN_ERROR_CODES)[number];

/** An answer the caller has earned; its message says what to do. Programmer mistakes are `TypeError` instead. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  /** Path of the input at fault, for instance `attributes.traceId.StringValue`. */
  readonly field: string | undefined;

  constructor(code: DomainErrorCode, message: string, options: { field?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.field = options.field;
  }
}

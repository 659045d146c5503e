import { DomainError, type DomainErrorCode } from '#lib/errors';

/** What was asked of AWS, so that an error can name it. */
export interface AwsCall {
  /** IAM action, for instance `sqs:SendMessage`: what to allow when it is denied. */
  action: string;
  /** Name of the queue it was about. */
  queue?: string;
  /** As shown to people. */
  endpoint: string;
}

/** Error names as the SDK gives them: the suffix of `__type`, or Node's error code. */
const CODE_BY_NAME: Readonly<Record<string, DomainErrorCode>> = {
  QueueDoesNotExist: 'queue-not-found',
  'AWS.SimpleQueueService.NonExistentQueue': 'queue-not-found',
  AccessDenied: 'access-denied',
  AccessDeniedException: 'access-denied',
  UnauthorizedOperation: 'access-denied',
  KmsAccessDenied: 'access-denied',
  CredentialsProviderError: 'no-credentials',
  ExpiredToken: 'no-credentials',
  ExpiredTokenException: 'no-credentials',
  InvalidClientTokenId: 'no-credentials',
  UnrecognizedClientException: 'no-credentials',
  SignatureDoesNotMatch: 'no-credentials',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestThrottled: 'throttled',
  KmsThrottled: 'throttled',
  OverLimit: 'throttled',
  ProvisionedThroughputExceededException: 'throttled',
  RequestLimitExceeded: 'throttled',
  TimeoutError: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EPIPE: 'unreachable',
  EPROTO: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

/** Refused before a byte of the request was accepted: nothing can have happened. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** An SDK or network error as a domain error; whatever is not one of those (a bug of ours) is returned as it is. */
export function toDomainError(error: unknown, call: AwsCall): unknown {
  if (!(error instanceof Error) || error instanceof DomainError) return error;
  const code = namesOf(error)
    .map((name) => CODE_BY_NAME[name])
    .find((known) => known !== undefined);
  if (code) return new DomainError(code, explain(code, error, call), { cause: error });

  const status = httpStatus(error);
  if (status === undefined) return error;
  const fallback = status >= 500 ? 'aws-failed' : 'aws-refused';
  return new DomainError(fallback, explain(fallback, error, call), { cause: error });
}

/** True when AWS may have acted although no success came back: a timeout, a cut connection, a 5xx. */
export function isOutcomeUnknown(error: unknown): boolean {
  const cause = error instanceof DomainError ? error.cause : error;
  if (!(cause instanceof Error)) return true;
  if (namesOf(cause).some((name) => NEVER_CONNECTED.has(name) || CODE_BY_NAME[name] === 'no-credentials')) {
    return false;
  }
  if (namesOf(cause).some((name) => CODE_BY_NAME[name] === 'throttled')) return false;
  const status = httpStatus(cause);
  return status === undefined || status >= 500;
}

function explain(code: DomainErrorCode, error: Error, { action, queue, endpoint }: AwsCall): string {
  switch (code) {
    case 'queue-not-found':
      return queue ? `There is no queue "${queue}" at ${endpoint}.` : 'The queue does not exist.';
    case 'access-denied':
      return `Not allowed: ${action}${onResource(error, queue)}. Allow this action to the desk's role.`;
    case 'no-credentials':
      return `AWS did not accept the credentials of the desk (${error.message}).`;
    case 'throttled':
      return `AWS is throttling ${action}. Try again in a few seconds.`;
    case 'unreachable':
      return `AWS cannot be reached at ${endpoint}. Check the address, the network and that it is running.`;
    default:
      return `${action}: ${error.message}`;
  }
}

/** AWS's own words end in `on resource: arn:aws:sqs:…` where the action is about one; the ARN is what a policy needs. */
const REFUSED_RESOURCE = /on resource: (arn:[^\s"']+)/;

function onResource({ message }: Error, queue: string | undefined): string {
  const resource = REFUSED_RESOURCE.exec(message)?.[1] ?? queue;
  return resource === undefined ? '' : ` on ${resource}`;
}

/** The SDK puts `__type` in `name`, the legacy query code in `Code`, and Node its errno in `code`. */
function namesOf(error: Error): string[] {
  const { Code, code } = error as { Code?: unknown; code?: unknown };
  const inner =
    error instanceof AggregateError
      ? error.errors.flatMap((e) => (e instanceof Error ? namesOf(e) : []))
      : [];
  return [error.name, Code, code, ...inner].filter((name): name is string => typeof name === 'string');
}

function httpStatus(error: Error): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

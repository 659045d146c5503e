import { expect } from 'vitest';
import type { Contract } from './endpoint.ts';
import { exchange, type SqsCommand } from './exchange.ts';

/** An error as SQS sends it and as the JavaScript SDK shows it. */
export interface Refusal {
  status: number;
  /** The `x-amzn-query-error` header. */
  queryError: string | undefined;
  /** `__type` after its last `#`. */
  type: string;
  message: string;
  /** What the SDK throws. */
  sdk: { name: string; Code: string | undefined; message: string };
}

const PREFIX = 'AWS.SimpleQueueService.';

interface WireError {
  /** Legacy code of the query protocol. */
  query: string;
  type: string;
  /** HTTP status; default 400. Several where the service model and what was seen do not agree. */
  status?: number | readonly number[];
  /** Not in the service model: the SDK then names the error by its query code, not by `__type`. */
  unmodelled?: true;
}

/** Query code, `__type` suffix and status of each error, by a name for tests. */
const WIRE_ERRORS = {
  QueueDoesNotExist: { query: `${PREFIX}NonExistentQueue`, type: 'QueueDoesNotExist' },
  QueueNameExists: { query: 'QueueAlreadyExists', type: 'QueueNameExists' },
  QueueDeletedRecently: { query: `${PREFIX}QueueDeletedRecently`, type: 'QueueDeletedRecently' },
  PurgeQueueInProgress: {
    query: `${PREFIX}PurgeQueueInProgress`,
    type: 'PurgeQueueInProgress',
    status: 403,
  },
  EmptyBatchRequest: { query: `${PREFIX}EmptyBatchRequest`, type: 'EmptyBatchRequest' },
  TooManyEntriesInBatchRequest: {
    query: `${PREFIX}TooManyEntriesInBatchRequest`,
    type: 'TooManyEntriesInBatchRequest',
  },
  BatchEntryIdsNotDistinct: { query: `${PREFIX}BatchEntryIdsNotDistinct`, type: 'BatchEntryIdsNotDistinct' },
  InvalidBatchEntryId: { query: `${PREFIX}InvalidBatchEntryId`, type: 'InvalidBatchEntryId' },
  BatchRequestTooLong: { query: `${PREFIX}BatchRequestTooLong`, type: 'BatchRequestTooLong' },
  InvalidParameterValue: {
    query: 'InvalidParameterValue',
    type: 'InvalidParameterValueException',
    unmodelled: true,
  },
  MissingParameter: {
    query: 'MissingParameter',
    type: 'MissingRequiredParameterException',
    unmodelled: true,
  },
  InvalidAttributeName: { query: 'InvalidAttributeName', type: 'InvalidAttributeName' },
  InvalidAttributeValue: { query: 'InvalidAttributeValue', type: 'InvalidAttributeValue' },
  InvalidMessageContents: { query: 'InvalidMessageContents', type: 'InvalidMessageContents' },
  ReceiptHandleIsInvalid: {
    query: 'ReceiptHandleIsInvalid',
    type: 'ReceiptHandleIsInvalid',
    status: [400, 404],
  },
  ResourceNotFound: { query: 'ResourceNotFoundException', type: 'ResourceNotFoundException', status: 404 },
} as const satisfies Record<string, WireError>;

export type WireErrorName = keyof typeof WIRE_ERRORS;

/** The refusal that `name` with this message must produce, on the wire and in the SDK. */
export function wireError(name: WireErrorName, message: string): Refusal {
  const { query, type, status = 400, unmodelled }: WireError = WIRE_ERRORS[name];
  return {
    status: typeof status === 'number' ? status : (expect.toBeOneOf([...status]) as number),
    queryError: `${query};Sender`,
    type,
    message,
    sdk: { name: unmodelled ? query : type, Code: query, message },
  };
}

/** The refusal of a request without `parameter`; AWS's text is on record for a few parameters only, so it need but name it. */
export function missingParameter(parameter: string): Refusal {
  return wireError('MissingParameter', expect.stringContaining(parameter) as string);
}

/** Like `wireError`, where AWS's text is not on record: only code, type and status are compared. */
export function wireErrorOf(name: WireErrorName, got: Refusal): Refusal {
  return wireError(name, got.message);
}

/** Sends a command that must be refused. Throws when it succeeds. */
export async function refusal(contract: Contract, command: SqsCommand): Promise<Refusal> {
  const result = await exchange(contract, command);
  if (result.ok) throw new TypeError(`${command.constructor.name} was accepted: ${result.reply.text}`);
  const { status, headers, json } = result.reply;
  return {
    status,
    queryError: headers['x-amzn-query-error'],
    type: String(json['__type']).replace(/^.*#/, ''),
    message: String(json['message']),
    sdk: result.error,
  };
}

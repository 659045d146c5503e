import type { Fact } from '../core/fault.ts';

/** How one fact looks on the wire. */
export interface WireError {
  /** Legacy query code: `Error.Code` in boto3, sent in the `x-amzn-query-error` header. */
  queryCode: string;
  /** What follows `#` in `__type`, and the name of the SDK's exception class. */
  type: string;
  /** HTTP status: the service model's `httpError` where it has one, otherwise 400. */
  status: number;
  /** Whose fault it is. */
  party: 'Sender' | 'Receiver';
  /** REST services spell the text's member either way; absent: `message`. */
  restMember?: 'Message';
}

const SQS_PREFIX = 'AWS.SimpleQueueService.';

function sender(type: string, queryCode = type, status = 400): WireError {
  return { queryCode, type, status, party: 'Sender' };
}

function sqs(type: string, status = 400): WireError {
  return sender(type, SQS_PREFIX + type, status);
}

/** Every fact has exactly one wire form. */
export const ERROR_TABLE: Record<Fact, WireError> = {
  UnknownOperation: sender('UnknownOperationException', 'InvalidAction'),
  MalformedRequest: sender('SerializationException', 'MalformedInput'),
  MissingParameter: sender('MissingRequiredParameterException', 'MissingParameter'),
  InvalidParameterValue: sender('InvalidParameterValueException', 'InvalidParameterValue'),
  RequestTooLarge: sender('RequestTooLargeException', 'RequestTooLarge', 413),
  AccessDenied: sender('AccessDeniedException', 'AccessDenied', 403),
  Internal: { queryCode: 'InternalFailure', type: 'InternalFailure', status: 500, party: 'Receiver' },

  QueueDoesNotExist: sender('QueueDoesNotExist', `${SQS_PREFIX}NonExistentQueue`),
  QueueNameExists: sender('QueueNameExists', 'QueueAlreadyExists'),
  QueueDeletedRecently: sqs('QueueDeletedRecently'),
  PurgeQueueInProgress: sqs('PurgeQueueInProgress', 403),
  EmptyBatchRequest: sqs('EmptyBatchRequest'),
  TooManyEntriesInBatchRequest: sqs('TooManyEntriesInBatchRequest'),
  BatchEntryIdsNotDistinct: sqs('BatchEntryIdsNotDistinct'),
  InvalidBatchEntryId: sqs('InvalidBatchEntryId'),
  BatchRequestTooLong: sqs('BatchRequestTooLong'),
  InvalidAttributeName: sender('InvalidAttributeName'),
  InvalidAttributeValue: sender('InvalidAttributeValue'),
  InvalidMessageContents: sender('InvalidMessageContents'),
  ReceiptHandleIsInvalid: sender('ReceiptHandleIsInvalid', 'ReceiptHandleIsInvalid', 404),
  OverLimit: sender('OverLimit', 'OverLimit', 403),
  UnsupportedOperation: sqs('UnsupportedOperation'),
  MoveResourceNotFound: sender('ResourceNotFoundException', 'ResourceNotFoundException', 404),

  FunctionNotFound: { ...sender('ResourceNotFoundException', undefined, 404), restMember: 'Message' },
  MappingNotFound: { ...sender('ResourceNotFoundException', undefined, 404), restMember: 'Message' },
  MappingExists: sender('ResourceConflictException', undefined, 409),
  ResourceInUse: { ...sender('ResourceInUseException', undefined, 400), restMember: 'Message' },
  RevisionMismatch: sender('PreconditionFailedException', undefined, 412),
  TooManyRequests: sender('TooManyRequestsException', undefined, 429),
  InvalidRequestContent: sender('InvalidRequestContentException'),
  RequestEntityTooLarge: sender('RequestTooLargeException', undefined, 413),

  InvalidParameterCombination: sender('InvalidParameterCombinationException', 'InvalidParameterCombination'),
  ValidationError: sender('ValidationException', 'ValidationError'),
  AlarmNotFound: sender('ResourceNotFound', 'ResourceNotFound', 404),
  AlarmLimitExceeded: sender('LimitExceededFault', 'LimitExceeded'),
  InvalidNextToken: sender('InvalidNextToken'),

  TableNotFound: sender('ResourceNotFoundException'),
  TablesUnavailable: {
    queryCode: 'InternalServerError',
    type: 'InternalServerError',
    status: 500,
    party: 'Receiver',
  },
};

/** The query code of a fact, as it stands in the `Failed` entry of a batch answer. */
export function queryCode(fact: Fact): string {
  return ERROR_TABLE[fact].queryCode;
}

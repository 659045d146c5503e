/**
 * What can be wrong with a request, in the engine's own words. `engine/server/error-table.ts` alone knows which wire
 * code, HTTP status and `__type` each fact has.
 */
export const FACTS = [
  // any service
  'UnknownOperation',
  'MalformedRequest',
  'MissingParameter',
  'InvalidParameterValue',
  'RequestTooLarge',
  'AccessDenied',
  'Internal',
  // SQS
  'QueueDoesNotExist',
  'QueueNameExists',
  'QueueDeletedRecently',
  'PurgeQueueInProgress',
  'EmptyBatchRequest',
  'TooManyEntriesInBatchRequest',
  'BatchEntryIdsNotDistinct',
  'InvalidBatchEntryId',
  'BatchRequestTooLong',
  'InvalidAttributeName',
  'InvalidAttributeValue',
  'InvalidMessageContents',
  'ReceiptHandleIsInvalid',
  'OverLimit',
  'UnsupportedOperation',
  'MoveResourceNotFound',
  // Lambda
  'FunctionNotFound',
  'MappingNotFound',
  'MappingExists',
  'ResourceInUse',
  'RevisionMismatch',
  'TooManyRequests',
  'InvalidRequestContent',
  'RequestEntityTooLarge',
  // CloudWatch
  'InvalidParameterCombination',
  'ValidationError',
  'AlarmNotFound',
  'AlarmLimitExceeded',
  'InvalidNextToken',
  // DynamoDB
  'TableNotFound',
  'TablesUnavailable',
] as const;

export type Fact = (typeof FACTS)[number];

/** An answer the caller has earned: thrown anywhere in the engine, turned into AWS's error by `engine/server`. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly fact: Fact;

  constructor(fact: Fact, message: string) {
    super(message);
    this.fact = fact;
  }
}

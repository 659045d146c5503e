import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The state table and a client for it. */
export interface StateTable {
  name: string;
  documents: DynamoDBDocumentClient;
}

export interface StateTableOptions {
  /** Until the connection stands. */
  connectionTimeoutMs: number;
  /** Until one request is answered. */
  requestTimeoutMs: number;
  maxAttempts: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Of nobody: a table that is not AWS's takes any, and must not be shown those of an account. */
const NO_CREDENTIALS = { accessKeyId: 'none', secretAccessKey: 'none' };

/**
 * The table named by `REDRIVE_TABLE`; null where none is: attempts are then only counted. `REDRIVE_TABLE_ENDPOINT` is the address of a
 * table beside the account: it is asked without the account's credentials, whatever else the environment says.
 */
export function openStateTable(env: Environment, options: StateTableOptions): StateTable | null {
  const name = env['REDRIVE_TABLE'];
  if (!name) return null;
  const endpoint = env['REDRIVE_TABLE_ENDPOINT'];
  const client = new DynamoDBClient({
    ...(endpoint && { endpoint, credentials: NO_CREDENTIALS }),
    maxAttempts: options.maxAttempts,
    requestHandler: {
      connectionTimeout: options.connectionTimeoutMs,
      requestTimeout: options.requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });
  return {
    name,
    documents: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  };
}

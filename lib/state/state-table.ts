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

/** The table named by `REDRIVE_TABLE`; null where none is: attempts are then only counted. */
export function openStateTable(env: Environment, options: StateTableOptions): StateTable | null {
  const name = env['REDRIVE_TABLE'];
  if (!name) return null;
  const client = new DynamoDBClient({
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

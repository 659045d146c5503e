import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { onTestFinished } from 'vitest';
import { stateTable } from '#infra/state-table';
import { createStateTable } from '#test/factories/state-table';

export const TableName = stateTable.name;
export const IndexName = stateTable.index.name;

/** The state table at an engine, created where it is missing, and a client of one test for it, which does not try twice. */
export async function connectTables(endpoint: string): Promise<DynamoDBDocumentClient> {
  await createStateTable(endpoint);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', maxAttempts: 1, credentials });
  onTestFinished(() => client.destroy());
  return DynamoDBDocumentClient.from(client);
}

/** Item number `index` of the partition `pk`, with its place in the index. */
export function itemOf(pk: string, index: number): Record<string, string> {
  const number = String(index).padStart(6, '0');
  return {
    pk,
    sk: number,
    queueKey: `failures#${pk}`,
    queueSort: number,
    messageId: `m-${number}`,
    note: 'kept',
  };
}

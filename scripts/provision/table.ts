import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { TableSettings } from '#infra/state-table';

const ACTIVE_WITHIN_SECONDS = 60;

/**
 * Creates the table where it is missing and returns when it is active. A table of an earlier start is left as it is: keys and
 * projections cannot be changed.
 * @throws {Error} when it is not active within a minute
 */
export async function createTable({
  dynamoDb,
  settings,
}: {
  dynamoDb: DynamoDBClient;
  settings: TableSettings;
}): Promise<void> {
  const { name: TableName, timeToLiveAttribute: AttributeName } = settings;
  if (!(await isActive(dynamoDb, TableName))) {
    await dynamoDb.send(describeCreation(settings)).catch((error: unknown) => {
      // Another start creates it at this moment.
      if (!(error instanceof ResourceInUseException)) throw error;
    });
    const patience = { client: dynamoDb, maxWaitTime: ACTIVE_WITHIN_SECONDS, minDelay: 0.02, maxDelay: 1 };
    await waitUntilTableExists(patience, { TableName });
  }
  const { TimeToLiveDescription } = await dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }));
  if (TimeToLiveDescription?.TimeToLiveStatus === 'DISABLED') {
    const TimeToLiveSpecification = { Enabled: true, AttributeName };
    await dynamoDb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
}

async function isActive(dynamoDb: DynamoDBClient, TableName: string): Promise<boolean> {
  try {
    const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName }));
    return Table?.TableStatus === 'ACTIVE';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}

function describeCreation({ name, partitionKey, sortKey, index }: TableSettings): CreateTableCommand {
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [partitionKey, sortKey, index.partitionKey, index.sortKey].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: keys(partitionKey, sortKey),
    GlobalSecondaryIndexes: [
      {
        IndexName: index.name,
        KeySchema: keys(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.projected] },
      },
    ],
  });
}

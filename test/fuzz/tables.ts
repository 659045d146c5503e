const TableName = 'fuzz-target';
const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
const Item = {
  ...Key,
  queueKey: { S: 'q' },
  queueSort: { S: '1' },
  amount: { N: '1.5' },
  list: { L: [{ M: { deep: { BOOL: true } } }, { NULL: true }] },
  set: { SS: ['x', 'y'] },
  bytes: { B: 'AQI=' },
};
const ReturnConsumedCapacity = 'INDEXES';
const ResourceArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`;
const keysOf = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const names = { ExpressionAttributeNames: { '#amount': 'amount' } };
const one = { ':one': { N: '1' } };

/** What an action of DynamoDB would take; an attack changes some of it. The last is one that the engine does not have. */
export const TABLE_INPUTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  CreateTable: {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk', 'queueKey', 'queueSort'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    KeySchema: keysOf('pk', 'sk'),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byQueue',
        KeySchema: keysOf('queueKey', 'queueSort'),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['amount'] },
      },
    ],
  },
  PutItem: {
    TableName,
    Item,
    ConditionExpression: 'attribute_not_exists(pk) OR #amount > :one',
    ...names,
    ExpressionAttributeValues: one,
    ReturnValues: 'ALL_OLD',
    ReturnConsumedCapacity,
  },
  UpdateItem: {
    TableName,
    Key,
    UpdateExpression: 'SET #amount = if_not_exists(#amount, :one) + :one, list[1].x = :one REMOVE list[0]',
    ConditionExpression: 'size(list) > :one',
    ...names,
    ExpressionAttributeValues: one,
    ReturnValues: 'ALL_NEW',
  },
  Query: {
    TableName,
    IndexName: 'byQueue',
    KeyConditionExpression: 'queueKey = :q AND queueSort BETWEEN :low AND :high',
    FilterExpression: '#amount > :one',
    ProjectionExpression: '#amount, list[0].deep',
    ...names,
    ExpressionAttributeValues: { ...one, ':q': { S: 'q' }, ':low': { S: '0' }, ':high': { S: '9' } },
    ExclusiveStartKey: { ...Key, queueKey: { S: 'q' }, queueSort: { S: '1' } },
    Limit: 2,
    ScanIndexForward: false,
    ReturnConsumedCapacity,
  },
  Scan: { TableName, Segment: 0, TotalSegments: 2, Limit: 2, ExclusiveStartKey: Key, ReturnConsumedCapacity },
  GetItem: { TableName, Key, ConsistentRead: true, ProjectionExpression: '#amount', ...names },
  BatchWriteItem: { RequestItems: { [TableName]: [{ PutRequest: { Item } }] }, ReturnConsumedCapacity },
  BatchGetItem: { RequestItems: { [TableName]: { Keys: [Key] } }, ReturnConsumedCapacity },
  DeleteItem: { TableName, Key, ReturnValues: 'ALL_OLD' },
  UpdateTable: { TableName, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
  UpdateTimeToLive: { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' } },
  DescribeTimeToLive: { TableName },
  DescribeTable: { TableName },
  ListTables: { Limit: 2, ExclusiveStartTableName: 'a' },
  TagResource: { ResourceArn, Tags: [{ Key: 'team', Value: 'a' }] },
  UntagResource: { ResourceArn, TagKeys: ['team'] },
  ListTagsOfResource: { ResourceArn },
  DeleteTable: { TableName },
  TransactWriteItems: { TransactItems: [{ Put: { TableName, Item } }] },
};

import { DescribeTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { stateTable } from '#infra/state-table';
import { contractEndpoint, ownEngine } from '../support/endpoint.ts';
import { connectTables, IndexName, itemOf, TableName } from './start.ts';

const contract = contractEndpoint();

describe.runIf(ownEngine)('the state table', () => {
  it('is created as infra/ says, billed by request, and active', async () => {
    const documents = await connectTables(contract.endpoint);
    const { Table } = await documents.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({
      TableArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`,
      TableStatus: 'ACTIVE',
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName,
          IndexStatus: 'ACTIVE',
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: stateTable.index.projected },
        },
      ],
    });
  });

  it('gives back what was put, whatever it says', async () => {
    const documents = await connectTables(contract.endpoint);
    const Item = { pk: 'p', sk: 's', text: '\u0000é😀"', number: 1.5, list: [1, { deep: null }], flag: true };
    await documents.send(new PutCommand({ TableName, Item }));
    const { Item: found } = await documents.send(new GetCommand({ TableName, Key: { pk: 'p', sk: 's' } }));
    expect(found).toEqual(Item);
  });

  it('lists the index in order, in pages, with what is projected and nothing else', async () => {
    const documents = await connectTables(contract.endpoint);
    for (const index of [2, 0, 1]) {
      await documents.send(new PutCommand({ TableName, Item: itemOf('ordered', index) }));
    }
    const sparse = { pk: 'ordered', sk: 'no place in the index' };
    await documents.send(new PutCommand({ TableName, Item: sparse }));
    const query = {
      TableName,
      IndexName,
      KeyConditionExpression: 'queueKey = :queue',
      ExpressionAttributeValues: { ':queue': 'failures#ordered' },
      ScanIndexForward: false,
      Limit: 2,
    };
    const first = await documents.send(new QueryCommand(query));
    const { note: _, ...projected } = itemOf('ordered', 2);
    expect(first.Items?.map(({ sk }) => sk)).toEqual(['000002', '000001']);
    expect(first.Items?.[0]).toEqual(projected);
    const rest = await documents.send(
      new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }),
    );
    expect(rest.Items?.map(({ sk }) => sk)).toEqual(['000000']);
  });

  it('leaves the index when an item loses its place there', async () => {
    const documents = await connectTables(contract.endpoint);
    const { queueKey, queueSort: _, ...placeless } = itemOf('leaving', 1);
    await documents.send(new PutCommand({ TableName, Item: itemOf('leaving', 1) }));
    await documents.send(new PutCommand({ TableName, Item: placeless }));
    const { Count } = await documents.send(
      new QueryCommand({
        TableName,
        IndexName,
        KeyConditionExpression: 'queueKey = :queue',
        ExpressionAttributeValues: { ':queue': queueKey },
      }),
    );
    expect(Count).toBe(0);
  });

  it('writes 25 items and reads 100 in one request', async () => {
    const documents = await connectTables(contract.endpoint);
    const items = Array.from({ length: 100 }, (_, index) => itemOf('batch', index));
    for (let start = 0; start < items.length; start += 25) {
      const requests = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
      const { UnprocessedItems } = await documents.send(
        new BatchWriteCommand({ RequestItems: { [TableName]: requests } }),
      );
      expect(UnprocessedItems).toEqual({});
    }
    const Keys = items.map(({ pk, sk }) => ({ pk, sk }));
    const { Responses } = await documents.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }),
    );
    expect(Responses?.[TableName]).toHaveLength(100);
    expect(Responses?.[TableName]).toEqual(expect.arrayContaining(items));
  });

  it('lets one of ten win where all ask that nobody has been before', async () => {
    const documents = await connectTables(contract.endpoint);
    const claims = Array.from({ length: 10 }, (_, claimant) =>
      documents.send(
        new PutCommand({
          TableName,
          Item: { pk: 'claim', sk: 'one', claimant },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
    const settled = await Promise.allSettled(claims);
    const outcomes = settled.map((claim) =>
      claim.status === 'rejected' ? (claim.reason as Error).name : 'won',
    );
    expect(outcomes.toSorted()).toEqual([
      ...Array.from({ length: 9 }, () => 'ConditionalCheckFailedException'),
      'won',
    ]);
  });

  it('adds up what many add at the same time', async () => {
    const documents = await connectTables(contract.endpoint);
    const add = () =>
      documents.send(
        new UpdateCommand({
          TableName,
          Key: { pk: 'sum', sk: 'one' },
          UpdateExpression: 'ADD amount :one',
          ExpressionAttributeValues: { ':one': 1 },
        }),
      );
    await Promise.all(Array.from({ length: 20 }, add));
    const { Item } = await documents.send(new GetCommand({ TableName, Key: { pk: 'sum', sk: 'one' } }));
    expect(Item?.['amount']).toBe(20);
  });

  it('has its time to live on, which is not turned on twice', async () => {
    const documents = await connectTables(contract.endpoint);
    const turnOn = documents.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { Enabled: true, AttributeName: stateTable.timeToLiveAttribute },
      }),
    );
    await expect(turnOn).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'TimeToLive is already enabled',
    });
  });
});

import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { contractEndpoint, ownEngine } from '../support/endpoint.ts';
import { connectTables, itemOf, TableName } from './start.ts';

const contract = contractEndpoint();

/** One request by hand, without a signature: the engine asks for none, of any service. */
async function call(operation: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(contract.endpoint, {
    method: 'POST',
    body,
    headers: {
      'X-Amz-Target': `DynamoDB_20120810.${operation}`,
      'Content-Type': 'application/x-amz-json-1.0',
      ...headers,
    },
  });
  const json = (await response.json()) as { __type?: string };
  return {
    status: response.status,
    type: json.__type?.replace(/^.*#/, ''),
    requestId: response.headers.get('x-amzn-requestid'),
    text: JSON.stringify(json),
  };
}

const deep = `${'{"L":['.repeat(5_000)}{"S":"x"}${']}'.repeat(5_000)}`;

describe.runIf(ownEngine)('DynamoDB', () => {
  it.each([
    [
      'a table that does not exist',
      'GetItem',
      '{"TableName":"absent","Key":{"pk":{"S":"a"}}}',
      'ResourceNotFoundException',
    ],
    ['JSON that ends early', 'PutItem', '{"TableName":', 'SerializationException'],
    ['no body', 'PutItem', '', 'SerializationException'],
    ['a list for an object', 'PutItem', '[]', 'SerializationException'],
    ['a number for a name', 'PutItem', '{"TableName":1}', 'SerializationException'],
    [
      'an item without its sort key',
      'PutItem',
      `{"TableName":"${TableName}","Item":{"pk":{"S":"a"}}}`,
      'ValidationException',
    ],
    ['a value of no type', 'PutItem', `{"TableName":"${TableName}","Item":{"pk":{}}}`, 'ValidationException'],
    [
      'a condition that is none',
      'PutItem',
      `{"TableName":"${TableName}","Item":{"pk":{"S":"a"},"sk":{"S":"a"}},"ConditionExpression":"((("}`,
      'ValidationException',
    ],
    [
      '26 writes',
      'BatchWriteItem',
      JSON.stringify({
        RequestItems: {
          [TableName]: Array.from({ length: 26 }, (_, index) => ({
            DeleteRequest: { Key: { pk: { S: 'a' }, sk: { S: String(index) } } },
          })),
        },
      }),
      'ValidationException',
    ],
    ['an action of another time', 'TransactWriteItems', '{}', 'UnknownOperationException'],
    ['an action of an object', 'constructor', '{}', 'UnknownOperationException'],
    [
      'a time to live of a table that does not exist',
      'UpdateTimeToLive',
      '{"TableName":"absent","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"a"}}',
      'ResourceNotFoundException',
    ],
  ])('refuses %s', async (_, operation, body, type) => {
    await connectTables(contract.endpoint);
    expect(await call(operation, body)).toMatchObject({
      status: 400,
      type,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('refuses an item beyond 400 KiB, and takes one just below', async () => {
    const documents = await connectTables(contract.endpoint);
    const put = (length: number) =>
      documents.send(new PutCommand({ TableName, Item: { pk: 'p', sk: 's', v: 'x'.repeat(length) } }));
    await put(400 * 1024 - 7);
    await expect(put(400 * 1024)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses a body of more than 8 MiB, and a web page', async () => {
    await connectTables(contract.endpoint);
    expect(await call('PutItem', 'x'.repeat(8 * 1024 * 1024 + 1))).toMatchObject({ status: 413 });
    const origin = { origin: 'http://127.0.0.1:3000' };
    expect(await call('ListTables', '{}', origin)).toMatchObject({
      status: 403,
      type: 'AccessDeniedException',
    });
  });

  it.each(['PutItem', 'GetItem', 'Query', 'UpdateItem', 'BatchWriteItem'])(
    'outlives values 5,000 levels deep in %s',
    async (operation) => {
      const documents = await connectTables(contract.endpoint);
      await documents.send(new PutCommand({ TableName, Item: itemOf('before', 1) }));
      const value = `{"pk":{"S":"deep"},"sk":{"S":"deep"},"v":${deep}}`;
      const answer = await call(
        operation,
        `{"TableName":"${TableName}","Item":${value},"Key":${value},"ExpressionAttributeValues":{":v":${deep}},"UpdateExpression":"SET v = :v","KeyConditionExpression":"pk = :v","RequestItems":{"${TableName}":[{"PutRequest":{"Item":${value}}}]}}`,
      );
      expect(answer.status).toBe(400);
      // In memory: had the tables' process died, the item would be gone.
      const { Item } = await documents.send(
        new GetCommand({ TableName, Key: { pk: 'before', sk: '000001' } }),
      );
      expect(Item).toEqual(itemOf('before', 1));
    },
  );
});

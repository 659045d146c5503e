import db from 'dynalite/db/index.js';
import { afterEach, expect, it, vi } from 'vitest';
import { openStore, type TableStore } from './store.ts';

let store: TableStore | undefined;
afterEach(() => store?.close());

it('closes what a query has read from, whether it came to its end or not', async () => {
  const open = new Set<object>();
  const create = db.create;
  vi.spyOn(db, 'create').mockImplementation((options) => {
    const created = create(options);
    const values = created.db.values.bind(created.db);
    created.db.values = (range) => {
      const iterator = values(range);
      const close = iterator.close.bind(iterator);
      open.add(iterator);
      iterator.close = () => {
        open.delete(iterator);
        return close();
      };
      return iterator;
    };
    return created;
  });
  store = await openStore(undefined);
  const run = async (operation: 'CreateTable' | 'PutItem' | 'Query', input: object) =>
    (await store?.run(operation, JSON.stringify(input)))?.status;

  await run('CreateTable', {
    TableName: 'notes',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  });
  const put = (sk: number) =>
    run('PutItem', { TableName: 'notes', Item: { pk: { S: 'a' }, sk: { S: String(sk) } } });
  await expect.poll(() => put(0)).toBe(200);
  for (let sk = 1; sk < 20; sk += 1) await put(sk);

  const query = {
    TableName: 'notes',
    KeyConditionExpression: 'pk = :a',
    ExpressionAttributeValues: { ':a': { S: 'a' } },
  };
  const statuses = [await run('Query', query), await run('Query', { ...query, Limit: 2 })];
  expect(statuses).toEqual([200, 200]);
  await expect.poll(() => open.size).toBe(0);
});

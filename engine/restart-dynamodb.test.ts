import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEngineProcess } from '#test/factories/engine/engine-process';
import { connectTables, itemOf, TableName } from '../test/contract/dynamodb/start.ts';
import { startEngine } from './engine.ts';

let dataDirectory: string;
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'redrive-restart-'));
});
afterEach(() => rmSync(dataDirectory, { recursive: true, maxRetries: 5 }));

it('has every item that was acknowledged before the engine was killed', async () => {
  const killed = await startEngineProcess(dataDirectory);
  const documents = await connectTables(killed.url);
  const acknowledged: number[] = [];
  const writes = Array.from({ length: 300 }, async (_, index) => {
    await documents.send(new PutCommand({ TableName, Item: itemOf('kept', index) }));
    acknowledged.push(index);
    if (acknowledged.length === 100) await killed.kill();
  });
  await Promise.allSettled(writes);
  expect(acknowledged.length).toBeGreaterThanOrEqual(100);

  // A second engine has the directory at once: the first one's tables went with it.
  await using engine = await startEngine({ port: 0, dataDirectory }).then((started) => ({
    ...started,
    [Symbol.asyncDispose]: started.close,
  }));
  const again = await connectTables(engine.endpoint);
  for (const index of acknowledged) {
    const { pk, sk } = itemOf('kept', index);
    const { Item } = await again.send(new GetCommand({ TableName, Key: { pk, sk } }));
    expect(Item).toEqual(itemOf('kept', index));
  }
  expect(await again.send(new DescribeTimeToLiveCommand({ TableName }))).toMatchObject({
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' },
  });
});

import { join } from 'node:path';
import type { Account } from './core/account.ts';
import { noDisk } from './core/disk/no-disk.ts';
import { openDisk } from './core/disk/sqlite-disk.ts';
import { randomIds } from './core/ids.ts';
import { createDynamoDb } from './dynamodb/index.ts';
import { listen } from './server/listen.ts';

/** The engine's DynamoDB alone, for a desk whose queues are elsewhere. */
export interface Tables {
  endpoint: string;
  close(): Promise<void>;
}

/**
 * Starts DynamoDB on a free port of 127.0.0.1; it takes any credentials.
 * @throws {Error} with one sentence when the data directory cannot be used, as when another process has it
 */
export async function startTables({
  account,
  dataDirectory,
  log = () => {},
}: {
  account: Account;
  /** Absent: in memory only. */
  dataDirectory?: string | undefined;
  log?: (line: string) => void;
}): Promise<Tables> {
  const disk = dataDirectory === undefined ? noDisk : openDisk({ directory: dataDirectory, name: 'tables' });
  const directory = dataDirectory === undefined ? undefined : join(dataDirectory, 'dynamodb');
  const dynamoDb = createDynamoDb({ account, disk, directory, log });
  try {
    const { committed } = disk;
    const listener = await listen({ port: 0, services: [dynamoDb.service], ids: randomIds, committed, log });
    return {
      endpoint: `http://127.0.0.1:${listener.port}`,
      async close() {
        await listener.close();
        await dynamoDb.close();
        disk.close();
      },
    };
  } catch (error) {
    disk.close();
    throw error;
  }
}

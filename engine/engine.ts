import { join } from 'node:path';
import { createCloudWatch } from './cloudwatch/index.ts';
import type { Account } from './core/account.ts';
import type { Clock } from './core/clock.ts';
import { type Ids, randomIds } from './core/ids.ts';
import { noDisk } from './core/disk/no-disk.ts';
import { openDisk } from './core/disk/sqlite-disk.ts';
import { createSystemClock } from './core/system-clock.ts';
import { createDynamoDb } from './dynamodb/index.ts';
import type { FunctionDefinition } from './lambda/function-definition.ts';
import { createLambda } from './lambda/index.ts';
import { listen } from './server/listen.ts';
import { createSqs } from './sqs/index.ts';

export const DEFAULT_PORT = 4566;

/** Where state is kept unless something else is asked for, in the current directory. */
export const DEFAULT_DATA_DIRECTORY = '.redrive';

export interface EngineOptions {
  /** Default 4566; 0 takes any free port. */
  port?: number;
  /** Default: account 000000000000 in us-east-1. */
  account?: Partial<Account>;
  /** Default: the system's time. */
  clock?: Clock;
  ids?: Ids;
  /** Where state is kept over restarts, apart for each account and region; absent: in memory only. */
  dataDirectory?: string;
  /** Functions that Lambda has from the start. */
  functions?: readonly FunctionDefinition[];
  /** Gets what functions print and what goes wrong inside; default: nothing is printed. */
  log?: (line: string) => void;
}

export interface Engine {
  /** For `AWS_ENDPOINT_URL`, for instance `http://127.0.0.1:4566`. */
  endpoint: string;
  port: number;
  account: Account;
  /** What was found in the data directory. */
  restored: { queues: number; messages: number };
  /** Ends long polls (with empty answers), pollers, functions, tables and connections. */
  close(): Promise<void>;
}

/**
 * Starts SQS, CloudWatch, Lambda and DynamoDB on one port of 127.0.0.1.
 * @throws {Error} with one sentence when the port is taken or the data directory cannot be used
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const { port = DEFAULT_PORT, clock = createSystemClock(), ids = randomIds, log = () => {} } = options;
  const account: Account = { accountId: '000000000000', region: 'us-east-1', ...options.account };
  const { dataDirectory } = options;
  const owner = `${account.accountId}-${account.region}`;
  const disk =
    dataDirectory === undefined ? noDisk : openDisk({ directory: dataDirectory, name: `engine-${owner}` });
  let endpoint = '';
  const cloudWatch = createCloudWatch({ clock, account, disk });
  const sqs = createSqs({ clock, ids, account, metrics: cloudWatch.sink, disk });
  const lambda = createLambda({
    clock,
    ids,
    account,
    queues: sqs.queues,
    metrics: cloudWatch.sink,
    functions: options.functions ?? [],
    disk,
    endpoint: () => endpoint,
    log,
  });

  const dynamoDb = createDynamoDb({
    account,
    disk,
    directory: dataDirectory === undefined ? undefined : join(dataDirectory, `dynamodb-${owner}`),
    log,
  });

  const closeServices = async () => {
    sqs.close();
    await lambda.close();
    cloudWatch.close();
  };

  try {
    const listener = await listen({
      port,
      services: [sqs.service, cloudWatch.service, lambda.service, dynamoDb.service],
      ids,
      committed: disk.committed,
      log,
    });
    endpoint = `http://127.0.0.1:${listener.port}`;
    lambda.start();
    let closing: Promise<void> | undefined;
    const close = async () => {
      const closed = closeServices();
      await listener.close();
      await closed;
      // Last: answers that were under way may have had something to write.
      await dynamoDb.close();
      disk.close();
    };
    const { restored } = sqs;
    return { endpoint, port: listener.port, account, restored, close: () => (closing ??= close()) };
  } catch (error) {
    await closeServices();
    disk.close();
    throw error;
  }
}

import { createCloudWatch } from './cloudwatch/index.ts';
import type { Account } from './core/account.ts';
import type { Clock } from './core/clock.ts';
import { type Ids, randomIds } from './core/ids.ts';
import { createSystemClock } from './core/system-clock.ts';
import type { FunctionDefinition } from './lambda/function-definition.ts';
import { createLambda } from './lambda/index.ts';
import { listen } from './server/listen.ts';
import { createSqs } from './sqs/index.ts';

export const DEFAULT_PORT = 4566;

export interface EngineOptions {
  /** Default 4566; 0 takes any free port. */
  port?: number;
  /** Default: account 000000000000 in us-east-1. */
  account?: Partial<Account>;
  /** Default: the system's time. */
  clock?: Clock;
  ids?: Ids;
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
  /** Ends long polls (with empty answers), pollers, functions and connections. */
  close(): Promise<void>;
}

/**
 * Starts SQS, CloudWatch and Lambda on one port of 127.0.0.1.
 * @throws {Error} with one sentence that names the port when it is taken
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const { port = DEFAULT_PORT, clock = createSystemClock(), ids = randomIds, log = () => {} } = options;
  const account: Account = { accountId: '000000000000', region: 'us-east-1', ...options.account };
  let endpoint = '';

  const cloudWatch = createCloudWatch({ clock, account });
  const sqs = createSqs({ clock, ids, account, metrics: cloudWatch.sink });
  const lambda = createLambda({
    clock,
    ids,
    account,
    queues: sqs.queues,
    metrics: cloudWatch.sink,
    functions: options.functions ?? [],
    endpoint: () => endpoint,
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
      services: [sqs.service, cloudWatch.service, lambda.service],
      ids,
      log,
    });
    endpoint = `http://127.0.0.1:${listener.port}`;
    let closing: Promise<void> | undefined;
    const close = async () => {
      const closed = closeServices();
      await listener.close();
      await closed;
    };
    return { endpoint, port: listener.port, account, close: () => (closing ??= close()) };
  } catch (error) {
    await closeServices();
    throw error;
  }
}

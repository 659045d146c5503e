import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteQueueCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from 'vitest';
import { createManualClock } from '#engine/core/manual-clock';
import { startEngine } from '#engine/engine';
import { RUN_PREFIX } from '#test/factories/queue';

/** What a contract test may do to the endpoint beside calling it. */
export interface Contract {
  readonly endpoint: string;
  readonly sqs: SQSClient;
  /** A client that signs as somebody else; at an external endpoint, the same caller as `sqs`. */
  clientOf(accessKeyId: string): SQSClient;
  /** Lets `ms` of the endpoint's time pass: at once with our clock, really waiting for an external endpoint. */
  pass(ms: number): Promise<void>;
  /** The endpoint's idea of now, epoch milliseconds. */
  nowMs(): number;
  /** Resolves when requests sent before the call have reached the endpoint (a later one has been answered). */
  arrived(): Promise<void>;
  /** Reads until `accept` says yes, letting time pass between reads; returns the last value either way. */
  until<T>(read: () => Promise<T>, accept: (value: T) => boolean, withinMs?: number): Promise<T>;
}

/** The server under test when it is not our own engine: `npm run test:contract -- --endpoint` sets it. */
export const externalEndpoint = process.env['REDRIVE_CONTRACT_ENDPOINT'] || undefined;
const LONGEST_REAL_WAIT_MS = 15_000;
const STEP_MS = 1_000;

/** True when the suite drives our own engine and its clock. */
export const ownEngine = externalEndpoint === undefined;

/** True when the endpoint wants TLS, so that a test cannot write to its socket by hand. */
export const overTls = externalEndpoint?.startsWith('https:') ?? false;

/** Whether a test may let `ms` pass; an external endpoint gets only what a person would wait for. */
export function canPass(ms: number): boolean {
  return ownEngine || ms <= LONGEST_REAL_WAIT_MS;
}

/**
 * The endpoint of a test file, open between its `beforeAll` and `afterAll`: our engine on a free port with a manual clock,
 * or `REDRIVE_CONTRACT_ENDPOINT`, where the queues of this run are deleted afterwards. Call once, at the top of the file.
 */
export function contractEndpoint(): Contract {
  const clock = createManualClock();
  const clients: SQSClient[] = [];
  let endpoint = externalEndpoint ?? '';
  let close: (() => Promise<void>) | undefined;

  const clientOf = (accessKeyId?: string) => {
    const client = connect(endpoint, accessKeyId);
    clients.push(client);
    return client;
  };
  let sqs: SQSClient | undefined;
  const pass = (ms: number) => (ownEngine ? clock.advance(ms) : sleep(ms));

  beforeAll(async () => {
    if (ownEngine) {
      const engine = await startEngine({ port: 0, clock });
      ({ endpoint } = engine);
      close = () => engine.close();
    } else {
      close = () => deleteQueuesOfRun(connect(endpoint));
    }
    sqs = clientOf();
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await close?.();
  });

  const contract: Contract = {
    get endpoint() {
      return endpoint;
    },
    get sqs() {
      if (!sqs) throw new TypeError('the endpoint opens in beforeAll');
      return sqs;
    },
    clientOf: (accessKeyId) => (ownEngine ? clientOf(accessKeyId) : contract.sqs),
    pass,
    nowMs: () => (ownEngine ? clock.nowMs() : Date.now()),
    async arrived() {
      for (let round = 0; round < 3; round += 1) {
        await contract.sqs.send(new ListQueuesCommand({ QueueNamePrefix: RUN_PREFIX }));
      }
    },
    async until(read, accept, withinMs = LONGEST_REAL_WAIT_MS) {
      let value = await read();
      for (let passedMs = 0; !accept(value) && passedMs < withinMs; passedMs += STEP_MS) {
        await pass(STEP_MS);
        value = await read();
      }
      return value;
    },
  };
  return contract;
}

function connect(endpoint: string, accessKeyId?: string): SQSClient {
  return new SQSClient(sdkSettings(endpoint, accessKeyId));
}

/** Settings of any SDK client: our engine takes any credentials, an external endpoint gets those of the environment if any. */
export function sdkSettings(endpoint: string, accessKeyId = 'local') {
  const ambient = !ownEngine && process.env['AWS_ACCESS_KEY_ID'] !== undefined;
  return {
    endpoint,
    region: process.env['AWS_REGION'] ?? 'us-east-1',
    maxAttempts: 1,
    ...(ambient ? {} : { credentials: { accessKeyId, secretAccessKey: 'local' } }),
  };
}

async function deleteQueuesOfRun(sqs: SQSClient): Promise<void> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: RUN_PREFIX }));
  for (const QueueUrl of QueueUrls) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  sqs.destroy();
}

import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from 'vitest';
import { type Engine, type EngineOptions, startEngine } from '#engine/engine';
import { systemClock } from '#lib/clock';
import { createContext, type Context } from '#lib/context';
import { stateTable } from '#infra/state-table';
import { startFaultyProxy, type FaultyProxy } from './faulty-proxy.ts';
import { createStateTable } from './state-table.ts';

/** The desk's domain against an engine of its own, over HTTP through a proxy that can be told to fail. */
export interface Desk {
  readonly ctx: Context;
  /** The engine's own address: what a test checks the world with, past any fault. */
  readonly engine: Engine;
  readonly sqs: SQSClient;
  readonly proxy: FaultyProxy;
  /** A context with nothing cached, as in another process. */
  freshContext(): Context;
  /** The same with a clock that stands still, so that no time to live ends in the middle of a test. */
  stillContext(): Context;
}

export interface DeskOptions extends EngineOptions {
  /** Creates the state table before the first test. The environment names it either way. */
  stateTable?: boolean;
}

/** The environment a laptop's desk has, with `endpoint` standing in for AWS. */
export function useEndpoint(endpoint: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    REDRIVE_TABLE: stateTable.name,
  });
}

/** A desk open between `beforeAll` and `afterAll` of the test file. Call once, at the top. */
export function openDesk({ stateTable: withTable = false, ...options }: DeskOptions = {}): Desk {
  let parts: { engine: Engine; proxy: FaultyProxy; sqs: SQSClient; ctx: Context } | undefined;
  const open = () => {
    if (!parts) throw new TypeError('the desk opens in beforeAll');
    return parts;
  };
  beforeAll(async () => {
    const engine = await startEngine({ port: 0, ...options });
    if (withTable) await createStateTable(engine.endpoint);
    const proxy = await startFaultyProxy(engine.endpoint);
    useEndpoint(proxy.endpoint);
    const sqs = new SQSClient({ endpoint: engine.endpoint, maxAttempts: 1 });
    parts = { engine, proxy, sqs, ctx: createContext() };
  });
  afterAll(async () => {
    parts?.sqs.destroy();
    await parts?.proxy.close();
    await parts?.engine.close();
  });
  return {
    get ctx() {
      return open().ctx;
    },
    get engine() {
      return open().engine;
    },
    get sqs() {
      return open().sqs;
    },
    get proxy() {
      return open().proxy;
    },
    freshContext: () => createContext(),
    stillContext() {
      const nowMs = systemClock.nowMs();
      return createContext({ clock: { ...systemClock, nowMs: () => nowMs } });
    },
  };
}

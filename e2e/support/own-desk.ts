import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { stateTable } from '#infra/state-table';
import { startNext, waitUntilHealthy } from '../../scripts/desk/next.ts';
import { claimPort } from '../../scripts/desk/ports.ts';
import { startRecordingProxy, type RecordingProxy } from './recording-proxy.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** A second web server on the run's engine, with a proxy between the two. */
export interface ObservedDesk {
  url: string;
  proxy: RecordingProxy;
  stop(): Promise<void>;
}

export async function startObservedDesk(engineUrl: string): Promise<ObservedDesk> {
  const proxy = await startRecordingProxy(engineUrl);
  const server = startNext({
    root: ROOT,
    command: 'start',
    port: await claimPort(0, 'PORT'),
    awsEndpoint: proxy.url,
    region: 'us-east-1',
    table: stateTable.name,
  });
  await waitUntilHealthy(server);
  return {
    url: server.url,
    proxy,
    async stop() {
      await server.stop();
      await proxy.goDown();
    },
  };
}

/** A desk with an engine of its own, as `npm start` starts it: nothing has happened in it yet. */
export interface FreshDesk {
  url: string;
  engineUrl: string;
  stop(): Promise<void>;
}

export async function startFreshDesk(): Promise<FreshDesk> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts', '--memory'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', REDRIVE_ENGINE_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let engineUrl = '';
  for await (const line of createInterface({ input: child.stdout })) {
    engineUrl = /CloudWatch on (http:\S+)/.exec(line)?.[1] ?? engineUrl;
    const url = /ready on (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return {
      url,
      engineUrl,
      async stop() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error('npm start ended before it was ready');
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { startEngine } from './engine.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

type Child = ChildProcessByStdio<null, Readable, Readable>;

function start(environment: Record<string, string>): Child {
  return spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function readUntil(stream: Readable, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (pattern.test(text)) return text;
  }
  throw new Error(`it ended with: ${text}`);
}

it('prints what a client needs, serves, and stops on SIGTERM', { timeout: 20_000 }, async () => {
  const child = start({ REDRIVE_ENGINE_PORT: '0', AWS_REGION: 'eu-central-1' });
  const text = await readUntil(child.stdout, /AWS_SECRET_ACCESS_KEY=\S+/);
  const endpoint = /AWS_ENDPOINT_URL=(\S+)/.exec(text)?.[1] ?? '';
  expect(text).toContain('AWS_REGION=eu-central-1');
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'X-Amz-Target': 'AmazonSQS.ListQueues' },
    body: '{}',
  });
  expect(response.status).toBe(200);
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

it('ends with one sentence when its port is taken', { timeout: 20_000 }, async () => {
  const engine = await startEngine({ port: 0 });
  try {
    const child = start({ REDRIVE_ENGINE_PORT: String(engine.port) });
    const exited = once(child, 'exit');
    const text = await readUntil(child.stderr, /\n/);
    expect(text.trim()).toBe(
      `Port ${engine.port} on 127.0.0.1 is already in use. Choose another with REDRIVE_ENGINE_PORT, or 0 for any free one.`,
    );
    expect((await exited)[0]).toBe(1);
  } finally {
    await engine.close();
  }
});

it('ends with one sentence when its port is no port', { timeout: 20_000 }, async () => {
  const child = start({ REDRIVE_ENGINE_PORT: 'many' });
  const exited = once(child, 'exit');
  expect(await readUntil(child.stderr, /\n/)).toBe(
    'REDRIVE_ENGINE_PORT must be a port from 0 to 65535, not "many".\n',
  );
  expect((await exited)[0]).toBe(1);
});

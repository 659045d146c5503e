import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '../..');

/** `npm start` without a terminal, as a service manager would run it. */
function npmStart(env: Record<string, string>, options = ['--memory']) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts', ...options], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', REDRIVE_ENGINE_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.err += chunk.toString()));
  return { child, output, exited: once(child, 'exit') };
}

async function isRefused(url: string): Promise<boolean> {
  return fetch(url).then(
    () => false,
    () => true,
  );
}

for (const variable of ['PORT', 'REDRIVE_ENGINE_PORT']) {
  test(`a taken ${variable} is one sentence that names the port and the variable`, async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const { output, exited } = npmStart({ [variable]: String(port) });
      expect(await exited).toEqual([1, null]);
      expect(output.err.trim().split('\n')).toHaveLength(1);
      expect(output.err).toContain(`Port ${port} is taken`);
      expect(output.err).toContain(`${variable}=`);
    } finally {
      other.close();
    }
  });
}

for (const [name, options] of [
  ['npm start', ['--memory']],
  ['npm run dev', ['--memory', '--dev']],
] as const) {
  test(`${name} starts, and killed outright it leaves nothing behind on its ports`, async () => {
    const { child, output, exited } = npmStart({}, [...options]);
    await expect.poll(() => output.out, { timeout: 60_000 }).toMatch(/ready on http:/);
    const engineUrl = /CloudWatch on (http:\S+)/.exec(output.out)?.[1] ?? '';
    const deskUrl = /ready on (http:\S+)/.exec(output.out)?.[1] ?? '';
    expect((await fetch(`${deskUrl}/api/health`)).status).toBe(200);
    child.kill('SIGKILL');
    expect(await exited).toEqual([null, 'SIGKILL']);
    await expect.poll(() => isRefused(deskUrl)).toBe(true);
    expect(await isRefused(engineUrl)).toBe(true);
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} stops everything within seconds, with exit code 0`, async () => {
    const { child, output, exited } = npmStart({});
    await expect.poll(() => output.out).toMatch(/ready on http:/);
    const [engineUrl = '', deskUrl = ''] = output.out.match(/http:\/\/[\w.]+:\d+/g) ?? [];
    expect((await fetch(`${deskUrl}/api/health`)).status).toBe(200);

    const askedAtMs = Date.now();
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(Date.now() - askedAtMs).toBeLessThan(6_000);
    expect(output.err).toBe('');
    expect(await isRefused(deskUrl)).toBe(true);
    expect(await isRefused(engineUrl)).toBe(true);
  });
}

test('a second start finds what the first one kept, and no other may start beside it', async () => {
  const REDRIVE_DATA_DIR = mkdtempSync(join(tmpdir(), 'redrive-start-'));
  const start = async () => {
    const started = npmStart({ REDRIVE_DATA_DIR }, []);
    await expect.poll(() => started.output.out).toMatch(/ready on http:/);
    const deskUrl = /ready on (http:\S+)/.exec(started.output.out)?.[1] ?? '';
    return { ...started, deskUrl };
  };
  try {
    const first = await start();
    const messages = `${first.deskUrl}/api/queues/dlq/messages`;
    const sent = await fetch(messages, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: first.deskUrl },
      body: JSON.stringify({ body: 'kept', count: 3 }),
    });
    expect(sent.status).toBe(200);

    const beside = npmStart({ REDRIVE_DATA_DIR }, []);
    expect(await beside.exited).toEqual([1, null]);
    expect(beside.output.err).toContain('is in use by another engine');
    expect(beside.output.err.trim().split('\n')).toHaveLength(1);

    first.child.kill('SIGTERM');
    await first.exited;
    const second = await start();
    expect(second.output.out).toContain('3 messages');
    const dlq = (await (await fetch(`${second.deskUrl}/api/queues/dlq`)).json()) as object;
    expect(JSON.stringify(dlq)).toContain('"visible":3');
    second.child.kill('SIGTERM');
    await second.exited;
  } finally {
    rmSync(REDRIVE_DATA_DIR, { recursive: true });
  }
});

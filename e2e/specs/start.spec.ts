import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '../..');

/** `npm start` without a terminal, as a service manager would run it. */
function npmStart(env: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts'], {
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

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { judgeFirstLoad, listScripts, measureFirstLoad } from './first-load.ts';

const incompressible = (bytes: number) => randomBytes(bytes).toString('latin1');

let close: (() => void) | undefined;
afterEach(() => close?.());

/** Serves a page at `/` and files beside it on a free port. */
async function serve(files: Record<string, string>): Promise<string> {
  const server = createServer((request, response) => {
    const body = files[request.url ?? ''];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = () => server.close();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('listScripts', () => {
  it('takes each script once, leaves out inline ones and those for old browsers', () => {
    const html = `<script src="/a.js" async=""></script><script>self.x = 1</script>
      <script src="/old.js" noModule=""></script><script src="/nomodule/b.js?x=1&amp;y=2"></script><script src="/a.js"></script>`;
    expect(listScripts(html)).toEqual(['/a.js', '/nomodule/b.js?x=1&y=2']);
  });
});

describe('measureFirstLoad', () => {
  it('weighs every script as gzip', async () => {
    const code = 'export const a = 1;'.repeat(100);
    const url = await serve({ '/': '<script src="/a.js"></script>', '/a.js': code });
    expect(await measureFirstLoad(url)).toEqual([{ src: '/a.js', gzipBytes: gzipSync(code).byteLength }]);
  });

  it('fails over the budget', async () => {
    const url = await serve({
      '/': '<script src="/a.js"></script><script src="/b.js"></script>',
      '/a.js': incompressible(80_000),
      '/b.js': incompressible(80_000),
    });
    const verdict = judgeFirstLoad(await measureFirstLoad(url));
    expect(verdict.withinBudget).toBe(false);
    expect(verdict.table).toContain('EXCEEDED');
  });

  it('does not take a missing script or an empty page for a light one', async () => {
    await expect(measureFirstLoad(await serve({ '/': '<script src="/gone.js"></script>' }))).rejects.toThrow(
      '404',
    );
    close?.();
    await expect(measureFirstLoad(await serve({ '/': '<p>nothing</p>' }))).rejects.toThrow(
      'loads no scripts',
    );
  });
});

describe('judgeFirstLoad', () => {
  it('keeps the budget to the byte', () => {
    expect(judgeFirstLoad([{ src: '/a.js', gzipBytes: 150_000 }]).withinBudget).toBe(true);
    expect(judgeFirstLoad([{ src: '/a.js', gzipBytes: 150_001 }]).withinBudget).toBe(false);
  });
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { consumers } from '#infra/functions';
import { bundleFunction } from './evaluate/bundle.ts';

/** Of a function's code, unzipped; Lambda's own bound is 250 MB, and every megabyte is read at a cold start. */
const MAX_BYTES = 5 * 1024 * 1024;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redrive-bundles-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const handlers = [...new Set(consumers.map(({ handler }) => handler))];

it.each(handlers)('%s is one small file that needs no packages beside it', async (handler) => {
  const [module = '', name = ''] = handler.split('.');
  const outfile = join(folder, `${module}.mjs`);
  await bundleFunction(`${module}.ts`, outfile);
  const program = `import(${JSON.stringify(outfile)}).then((module) => console.log(typeof module[${JSON.stringify(name)}]))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
    cwd: folder,
    env: { NODE_ENV: 'production', AWS_REGION: 'us-east-1' },
  });
  expect(stdout.trim()).toBe('function');
  expect(statSync(outfile).size).toBeLessThan(MAX_BYTES);
});

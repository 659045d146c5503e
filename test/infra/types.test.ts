import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { PLATFORM, ROOT } from './evaluate/folders.ts';

const PROBE = join(PLATFORM, 'redrive-probe.ts');
const PROJECT = join(PLATFORM, 'redrive-types.json');

/** The files of the stack with SST's types, and one that is wrong, to see that the types are there. */
async function checkTypes(): Promise<string[]> {
  writeFileSync(PROBE, "new sst.aws.Queue('Probe', { visibilityTimeout: '30 parsecs' });\nexport {};\n");
  const include = ['sst.config.ts', 'infra/stack/**/*.ts', 'test/infra/**/*.ts'].map((path) =>
    join(ROOT, path),
  );
  writeFileSync(
    PROJECT,
    JSON.stringify({ extends: join(ROOT, 'infra/stack/tsconfig.json'), include: [...include, PROBE] }),
  );
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  const check = promisify(execFile)(tsc, ['--noEmit', '--pretty', 'false', '-p', PROJECT], { cwd: ROOT });
  const output = await check.then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  return output.split('\n').filter((line) => /^\S+\(\d+,\d+\): error/.test(line));
}

it('sst.config.ts and infra/stack fit the types of SST', async () => {
  const errors = await checkTypes();
  const probe = errors.filter((line) => line.includes('redrive-probe.ts'));
  // SST's own sources are not as strict as we are, which is no concern of ours.
  const ours = errors.filter((line) => !line.startsWith('.sst/'));
  expect(ours).toEqual([]);
  expect(probe).toEqual([expect.stringContaining('30 parsecs')]);
});

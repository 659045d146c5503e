import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StackGraph } from '../graph/types.ts';
import { writeBuiltSite } from './built-site.ts';
import { PLATFORM } from './folders.ts';

/**
 * The resources that `sst deploy --stage <stage>` would make, and all that it would make them with. `program` comes from `bundleProgram`; it
 * runs in a process of its own, as SST's components keep what they made in their modules.
 */
export async function evaluateStack(
  program: string,
  stage: string,
  env: Readonly<Record<string, string>> = {},
): Promise<StackGraph> {
  const folder = mkdtempSync(join(tmpdir(), 'redrive-infra-'));
  try {
    writeBuiltSite(folder);
    const output = join(folder, 'graph.json');
    const paths = { root: folder, home: folder, work: folder, platform: PLATFORM };
    await promisify(execFile)(process.execPath, [program], {
      cwd: folder,
      env: {
        NODE_ENV: 'production',
        PATH: process.env['PATH'],
        ...env,
        REDRIVE_TEST_STAGE: stage,
        REDRIVE_TEST_OUTPUT: output,
        REDRIVE_TEST_BUNDLE: join(folder, 'function'),
        REDRIVE_TEST_CLI: JSON.stringify({ command: 'deploy', paths, state: { version: {} } }),
      },
    });
    return JSON.parse(readFileSync(output, 'utf8')) as StackGraph;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

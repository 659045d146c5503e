import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const LAUNCHER = resolve(import.meta.dirname, 'run.mjs');
/** Runs before the launcher and makes this runtime look like an older one. */
const PRETEND_NODE_20 =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.9.0"}})';

const run = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' });

describe('run.mjs', () => {
  it('refuses an older Node in one sentence', () => {
    const { status, stdout, stderr } = run('--import', PRETEND_NODE_20, LAUNCHER, 'scripts/start.ts');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toEqual([
      'Redrive runs on Node 24 and this is Node 20.9.0: run "npm ci", which brings the right Node, and start through npm scripts such as "npm start".',
    ]);
  });

  it('runs a TypeScript file with its arguments, as if it had been started itself', () => {
    const folder = mkdtempSync(join(tmpdir(), 'redrive-run-'));
    const script = join(folder, 'script.ts');
    writeFileSync(
      script,
      'const args: string[] = process.argv.slice(1);\nconsole.log(JSON.stringify(args));\n',
    );
    try {
      const { status, stdout } = run(LAUNCHER, script, '--dev', 'a b');
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual([script, '--dev', 'a b']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

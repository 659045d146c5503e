import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OPEN_NEXT_VERSION } from '#infra/deployment';
import { hashSources } from '../../scripts/desk/build.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const STAMP = join(ROOT, '.open-next/redrive-sources.sha256');

/** Builds the desk as `sst deploy` does, unless there is such a build of these sources; minutes otherwise. */
export default function setup(): void {
  const hash = hashSources(ROOT);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  execFileSync('npx', ['--yes', `@opennextjs/aws@${OPEN_NEXT_VERSION}`, 'build'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  writeFileSync(STAMP, hash);
}

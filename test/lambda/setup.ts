import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OPEN_NEXT_VERSION } from '#infra/deployment';
import { hashSources } from '../../scripts/desk/build.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const STAMP = join(ROOT, '.open-next/redrive-sources.sha256');

/** Builds the desk as `sst deploy` does, unless there is such a build of these sources; minutes otherwise. */
export default function setup(): void {
  const packing = readFileSync(join(ROOT, 'open-next.config.ts'), 'utf8');
  const hash = createHash('sha256')
    .update(`${hashSources(ROOT)} ${OPEN_NEXT_VERSION} ${packing}`)
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash) return;
  execFileSync('npx', ['--yes', `@opennextjs/aws@${OPEN_NEXT_VERSION}`, 'build'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  writeFileSync(STAMP, hash);
}

import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNext } from './next.ts';

/** What `next build` reads. Tests beside the code change nothing in the build. */
const SOURCES = ['{app,components,lib}/**/*.{ts,tsx,css,svg,ico,png,woff2}', 'public/**/*'];
const CONFIGURATION = [
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const STAMP = '.next/redrive-sources.sha256';

/** A hash over the paths and contents of everything the build is made of. */
export function hashSources(root: string): string {
  const files = globSync([...SOURCES, ...CONFIGURATION], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|property\.test)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** True when there is a finished production build of exactly these sources. */
export function isBuildFresh(root: string): boolean {
  try {
    return readFileSync(join(root, STAMP), 'utf8') === hashSources(root);
  } catch {
    return false;
  }
}

/** Builds for production, always. Rejects with a Failure when the build fails; its output goes to this terminal. */
export async function build(root: string, signal?: AbortSignal): Promise<void> {
  const hash = hashSources(root);
  await runNext(root, ['build'], signal);
  writeFileSync(join(root, STAMP), hash);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NOT_OURS = new Set([
  'node_modules',
  '.git',
  '.next',
  '.redrive',
  '.sst',
  '.open-next',
  'test-results',
  'playwright-report',
]);
const GENERATED = new Set(['next-env.d.ts']);

/** A file of the repository; `path` is relative to its root, with forward slashes. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Every file of ours under `root` whose name ends in one of `extensions`, sorted by path. */
export function readSourceFiles(root: string, extensions: readonly string[]): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !NOT_OURS.has(entry.name)) walk(path);
      else if (entry.isFile() && isWanted(entry.name)) {
        found.push({ path, text: readFileSync(join(root, path), 'utf8') });
      }
    }
  };
  const isWanted = (name: string) =>
    !GENERATED.has(name) && extensions.some((extension) => name.endsWith(extension));
  walk('');
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

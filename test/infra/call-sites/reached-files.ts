import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const TYPES_ONLY = /\b(?:import|export) type [^;]+;/g;
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;
/** Folders whose imports by `#` have an extension. */
const WITH_EXTENSION = /^#(?:app|components)\//;

/** Texts of our files that these entries import, directly or not, by path; types apart, since they call nothing. */
export function readReachedFiles(root: string, entries: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = posix.join(root, path);
    if (texts.has(path) || !existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    texts.set(path, text);
    for (const [, specifier = ''] of text.replaceAll(TYPES_ONLY, '').matchAll(IMPORT)) {
      const imported = resolveOwn(specifier, path);
      if (imported !== null) waiting.push(imported);
    }
  }
  return texts;
}

function resolveOwn(specifier: string, importer: string): string | null {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(importer), specifier);
  if (!specifier.startsWith('#')) return null;
  return WITH_EXTENSION.test(specifier) ? specifier.slice(1) : `${specifier.slice(1)}.ts`;
}

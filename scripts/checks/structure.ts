import { posix } from 'node:path';
import type { SourceFile } from './source-files.ts';

const MAX_LINES = 400;
const MAX_FILES_PER_FOLDER = 12;
const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc']);
const MAY_START_THE_ENGINE = /^(engine|scripts|test|bench|e2e)\/|\.test\.tsx?$/;
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;

/** What breaks the floor plan, one sentence each: long files, crowded folders, empty names, imports of the engine. */
export function findStructureProblems(files: readonly SourceFile[]): string[] {
  return [
    ...files.flatMap(checkLength),
    ...checkFolders(files),
    ...files.flatMap(checkName),
    ...files.flatMap(checkEngineImports),
  ];
}

function checkLength({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > MAX_LINES ? [`${path} has ${lines} lines; at most ${MAX_LINES}. Split it by concern.`] : [];
}

function checkFolders(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MAX_FILES_PER_FOLDER)
    .map(([folder, count]) => `${folder}/ holds ${count} source files; at most ${MAX_FILES_PER_FOLDER}.`);
}

function checkName({ path }: SourceFile): string[] {
  const empty = path
    .split('/')
    .find((segment) => segment.split(/[-_.]/).some((word) => EMPTY_NAMES.has(word)));
  return empty === undefined ? [] : [`${path}: "${empty}" says nothing. Name what is in it.`];
}

function checkEngineImports({ path, text }: SourceFile): string[] {
  if (MAY_START_THE_ENGINE.test(path)) return [];
  return [...text.matchAll(IMPORT)]
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => resolves(specifier, path).startsWith('engine/'))
    .map(
      (specifier) => `${path} imports ${specifier}; only scripts/, test/, bench/ and e2e/ start the engine.`,
    );
}

/** The imported path from the root of the repository; a package's name stays what it is. */
function resolves(specifier: string, importer: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.')
    ? posix.join(posix.dirname(importer), specifier)
    : `node_modules/${specifier}`;
}

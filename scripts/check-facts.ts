import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { findCountProblems, readFacts } from './checks/facts.ts';
import { readSourceFiles } from './checks/source-files.ts';

const OVERVIEW = 'docs/engine.md';
const readText = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

const documents = readSourceFiles(process.cwd(), ['.md']).filter(({ path }) =>
  path.startsWith('docs/engine/'),
);
const overview = { path: OVERVIEW, text: readText(OVERVIEW) ?? '' };
const problems = documents.flatMap((document) => {
  const { count, problems } = readFacts(document, readText);
  return [...problems, ...findCountProblems(overview, `engine/${basename(document.path)}`, count)];
});
for (const problem of problems) console.error(problem);
console.log(`${documents.length} documents of facts, ${problems.length} problems`);
if (documents.length === 0 || problems.length > 0) process.exitCode = 1;

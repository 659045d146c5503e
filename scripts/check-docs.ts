import { existsSync, readFileSync } from 'node:fs';
import { findDocumentProblems } from './checks/documents.ts';
import { readSourceFiles } from './checks/source-files.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const documents = readSourceFiles(process.cwd(), ['.md']);
const repository = { exists: existsSync, scripts: new Set(Object.keys(scripts)) };
const problems = documents.flatMap((document) => findDocumentProblems(document, repository));
for (const problem of problems) console.error(problem);
console.log(`${documents.length} documents, ${problems.length} dead references`);
if (documents.length === 0 || problems.length > 0) process.exitCode = 1;

import { findStructureProblems } from './checks/structure.ts';
import { readSourceFiles } from './checks/source-files.ts';

const files = readSourceFiles(process.cwd(), ['.ts', '.tsx', '.mjs', '.css']);
const problems = findStructureProblems(files);
for (const problem of problems) console.error(problem);
console.log(`${files.length} source files, ${problems.length} problems of structure`);
if (files.length === 0 || problems.length > 0) process.exitCode = 1;

import type { SourceFile } from './source-files.ts';

/** One row of a table of facts: what AWS does, and where the engine is held to it. */
interface Fact {
  id: string;
  isCovered: boolean;
  /** One sentence each. */
  problems: string[];
}

export interface FactCount {
  covered: number;
  notCovered: number;
}

const ROW = /^\|\s*(?<id>[A-F]\d+(?:\.\d+)*)\s*\|(?<fact>.*)\|(?<proof>[^|]*)\|\s*$/gm;
const PROOF = /`(?<path>[^`]+\.(?:ts|py))`\s*“(?<title>[^”]+)”/g;
const NOT_COVERED = /^not covered: \S.{9,}/;

/**
 * Reads a document of facts: rows of id, fact, and proof. A proof names test files and words of their titles, or says "not
 * covered:" with a reason. `readText` returns a file's text, undefined when there is none.
 */
export function readFacts(
  { path, text }: SourceFile,
  readText: (path: string) => string | undefined,
): { count: FactCount; problems: string[] } {
  const facts = [...text.matchAll(ROW)].map(({ groups }) =>
    readFact(groups?.['id'] ?? '', groups?.['proof']?.trim() ?? '', readText),
  );
  const ids = facts.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const covered = facts.filter(({ isCovered }) => isCovered).length;
  return {
    count: { covered, notCovered: facts.length - covered },
    problems: [
      ...facts.flatMap(({ id, problems }) => problems.map((problem) => `${path}: ${id}: ${problem}`)),
      ...twice.map((id) => `${path}: ${id} is there twice.`),
      ...(facts.length === 0 ? [`${path}: there is no row of facts.`] : []),
    ],
  };
}

function readFact(id: string, proof: string, readText: (path: string) => string | undefined): Fact {
  if (proof.startsWith('not covered')) {
    const problems = NOT_COVERED.test(proof) ? [] : ['"not covered" needs a colon and a reason.'];
    return { id, isCovered: false, problems };
  }
  const tests = [...proof.matchAll(PROOF)].map(({ groups }) => ({
    path: groups?.['path'] ?? '',
    title: groups?.['title'] ?? '',
  }));
  const problems = tests.flatMap(({ path, title }) => {
    const text = readText(path);
    if (text === undefined) return [`there is no ${path}.`];
    return text.includes(title) ? [] : [`${path} has no test “${title}”.`];
  });
  if (tests.length === 0) problems.push('it names no test as `path` “title”.');
  return { id, isCovered: true, problems };
}

/** Whether the overview's row for this document, `| [words](link) | facts | covered | not covered |`, says what was counted. */
export function findCountProblems(overview: SourceFile, link: string, count: FactCount): string[] {
  const { covered, notCovered } = count;
  const expected = `${covered + notCovered} | ${covered} | ${notCovered}`;
  const row = overview.text.split('\n').find((line) => line.startsWith('|') && line.includes(`(${link})`));
  const told = row
    ?.split('|')
    .slice(2, 5)
    .map((cell) => cell.trim())
    .join(' | ');
  return told === expected ? [] : [`${overview.path}: the row of ${link} must say ${expected}, not ${told}.`];
}

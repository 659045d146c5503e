import { fail, isWord, skipBlanks, takeWord, type Reader } from './syntax/reader.ts';
import { readTerm } from './syntax/read-term.ts';
import type { Query, QueryProblem } from './types.ts';

const MAX_CHARACTERS = 2000;
const MAX_NESTING = 20;

type Parsed = { query: Query; problem: null } | { query: null; problem: QueryProblem };

/**
 * The query that a text means: see docs/queries.md for the language. A blank text matches everything. Never throws; a text of more
 * than 2,000 characters, or nested more than 20 deep, is a problem.
 */
export function parseQuery(text: string): Parsed {
  if (text.length > MAX_CHARACTERS) {
    const message = `A query has at most ${MAX_CHARACTERS.toLocaleString('en')} characters; this one has ${text.length.toLocaleString('en')}.`;
    return { query: null, problem: { message, from: MAX_CHARACTERS, to: text.length } };
  }
  const reader: Reader = { source: text, at: 0, problem: null };
  skipBlanks(reader);
  if (reader.at === text.length) return { query: { kind: 'all' }, problem: null };
  const query = readAlternatives(reader, 0);
  if (query && text[reader.at] === ')') {
    fail(reader, 'There is no ( for this ). Leave it out, or quote it.', reader.at);
  }
  if (reader.problem) return { query: null, problem: reader.problem };
  if (!query) throw new TypeError('A query is either understood or has a problem.');
  return { query, problem: null };
}

function readAlternatives(reader: Reader, depth: number): Query | null {
  const terms: Query[] = [];
  do {
    const term = readAll(reader, depth);
    if (!term) return null;
    terms.push(term);
  } while (takeWord(reader, 'OR'));
  return join('or', terms);
}

function readAll(reader: Reader, depth: number): Query | null {
  const terms: Query[] = [];
  do {
    const term = readOne(reader, depth);
    if (!term) return null;
    terms.push(term);
  } while (takeWord(reader, 'AND') || !isAtEnd(reader));
  return join('and', terms);
}

function join(kind: 'and' | 'or', terms: readonly Query[]): Query {
  const [only] = terms;
  return terms.length === 1 && only ? only : { kind, terms };
}

function isAtEnd(reader: Reader): boolean {
  return reader.at === reader.source.length || reader.source[reader.at] === ')' || isWord(reader, 'OR');
}

function readOne(reader: Reader, depth: number): Query | null {
  const { source, at } = reader;
  if (depth > MAX_NESTING)
    return fail(reader, `A query nests at most ${MAX_NESTING} deep. Write it flatter.`, at);
  if (at === source.length) return fail(reader, missingTerm(source), Math.max(0, at - 1), at);
  if (source[at] === '(') return readGroup(reader, depth);
  if (source[at] === ')') return fail(reader, 'Write something to look for before this ).', at);
  const misplaced = ['OR', 'AND'].find((word) => isWord(reader, word));
  if (misplaced) {
    return fail(
      reader,
      `Write what to look for before ${misplaced}, or quote it: "${misplaced}".`,
      at,
      at + misplaced.length,
    );
  }
  if (takeWord(reader, 'NOT')) return negate(readOne(reader, depth + 1));
  if (source[at] !== '-') return readTerm(reader);
  if (/^[\s)]?$/.test(source[at + 1] ?? '')) {
    return fail(reader, 'Write what to leave out right behind the -, or quote it: "-".', at);
  }
  reader.at += 1;
  return negate(readOne(reader, depth + 1));
}

function missingTerm(source: string): string {
  const word = /\b(OR|AND|NOT)\s*$/.exec(source)?.[1];
  return word
    ? `Write what to look for behind ${word}, or quote it: "${word}".`
    : 'Write what to look for, and a ) for each (.';
}

function negate(term: Query | null): Query | null {
  return term && { kind: 'not', term };
}

function readGroup(reader: Reader, depth: number): Query | null {
  const opened = reader.at;
  reader.at += 1;
  skipBlanks(reader);
  const group = readAlternatives(reader, depth + 1);
  if (!group) return null;
  if (reader.source[reader.at] !== ')') {
    return fail(
      reader,
      'This ( is not closed. Write a ) behind the last word it holds, or quote it: "(".',
      opened,
    );
  }
  reader.at += 1;
  skipBlanks(reader);
  return group;
}

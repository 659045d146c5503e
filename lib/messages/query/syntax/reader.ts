import type { QueryProblem } from '../types.ts';

/** Where reading a query has come to. What reads from it returns null when it has set the problem. */
export interface Reader {
  readonly source: string;
  at: number;
  problem: QueryProblem | null;
}

/** Whether a keyword is next. */
export function isWord(reader: Reader, word: string): boolean {
  const end = reader.at + word.length;
  return reader.source.startsWith(word, reader.at) && /^[\s()"]?$/.test(reader.source[end] ?? '');
}

/** Reads a keyword, if it is next, and the blanks behind it. */
export function takeWord(reader: Reader, word: string): boolean {
  if (!isWord(reader, word)) return false;
  reader.at += word.length;
  skipBlanks(reader);
  return true;
}

export function skipBlanks(reader: Reader): void {
  while (reader.at < reader.source.length && /\s/.test(reader.source[reader.at] ?? '')) reader.at += 1;
}

/** Sets the problem, unless there is one. `to` is one character behind `from` by default. */
export function fail(reader: Reader, message: string, from: number, to: number = from + 1): null {
  reader.problem ??= { message, from, to };
  return null;
}

import { readThrown, type Thrown } from './read-thrown.ts';

const MAX_CAUSES = 5;

/** The causes of an error, the nearest first, at most five; ends where an error comes again. */
export function listCauses(thrown: unknown, { cause }: Thrown): Thrown[] {
  const seen = new Set([thrown]);
  const causes: Thrown[] = [];
  let next = cause;
  while (next !== undefined && next !== null && !seen.has(next) && causes.length < MAX_CAUSES) {
    seen.add(next);
    const read = readThrown(next);
    causes.push(read);
    next = read.cause;
  }
  return causes;
}

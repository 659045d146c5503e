import { normaliseMessage } from '../fingerprint/normalise-message.ts';
import { cleanLine } from './clean-text.ts';
import { NON_ERROR, readThrown, type Thrown } from './read-thrown.ts';

/** Room for the message itself where causes follow, and for each of them, in characters. */
const MAX_OWN = 640;
const MAX_PART = 256;
/** Different errors of an AggregateError that are named. */
const MAX_ERRORS = 3;

/**
 * The message in one line, at most `limit` characters, with what it does not say itself: how many errors an AggregateError holds and the
 * first different ones, and the causes. `fetch failed` alone says nothing, and would make one group of all that can go wrong in a network.
 */
export function describeMessage(thrown: Thrown, causes: readonly Thrown[], limit: number): string {
  const parts = [...errorParts(thrown), ...causeParts(thrown, causes)];
  const own = cleanLine(thrown.message, parts.length > 0 ? MAX_OWN : limit);
  return cleanLine([own, ...parts].join(' '), limit);
}

/** An error in one line: `TypeError: no such thing`. */
export function headline({ name, message }: Thrown, limit: number): string {
  const parts = name === NON_ERROR ? [message] : [name, message];
  return cleanLine(
    parts
      .filter(Boolean)
      .map((part) => cleanLine(part, limit))
      .join(': '),
    limit,
  );
}

function errorParts({ name, message, errors }: Thrown): string[] {
  if (errors.count === 0 || (name !== 'AggregateError' && message !== '')) return [];
  const different = new Map<string, string>();
  for (const error of errors.first) {
    const text = headline(readThrown(error), MAX_PART);
    const key = normaliseMessage(text);
    if (!different.has(key)) different.set(key, text);
  }
  const count = errors.count === 1 ? '1 error' : `${errors.count} errors`;
  return [`(${count}: ${[...different.values()].slice(0, MAX_ERRORS).join('; ')})`];
}

/** Leaves out a cause whose message the error repeats, as many that wrap another do. */
function causeParts({ message }: Thrown, causes: readonly Thrown[]): string[] {
  return causes
    .filter((cause) => cause.message === '' || !message.slice(0, MAX_OWN).includes(cause.message))
    .map((cause) => `(caused by ${[headline(cause, MAX_PART), ...errorParts(cause)].join(' ')})`);
}

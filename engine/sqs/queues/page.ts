import { Fault } from '../../core/fault.ts';
import { LIMITS } from '../limits.ts';

export interface Page {
  items: string[];
  nextToken: string | undefined;
}

/**
 * One page of sorted names. Without `maxResults` everything up to 1,000 comes in one answer and without a token.
 * @throws {Fault} InvalidParameterValue for a size outside 1..1000 or a token that is not ours
 */
export function takePage(
  sortedNames: readonly string[],
  maxResults: number | undefined,
  token: string | undefined,
): Page {
  const { min, max } = LIMITS.listResults;
  if (maxResults !== undefined && (maxResults < min || maxResults > max)) {
    throw new Fault(
      'InvalidParameterValue',
      `Value ${maxResults} for parameter MaxResults is invalid. Reason: Must be between ${min} and ${max}, if provided.`,
    );
  }
  const start = token === undefined ? 0 : firstAfter(sortedNames, decodeToken(token));
  const items = sortedNames.slice(start, start + (maxResults ?? max));
  const last = items.at(-1);
  const isMore = start + items.length < sortedNames.length;
  return { items, nextToken: maxResults !== undefined && isMore && last ? encodeToken(last) : undefined };
}

function firstAfter(sortedNames: readonly string[], name: string): number {
  const index = sortedNames.findIndex((candidate) => candidate > name);
  return index < 0 ? sortedNames.length : index;
}

function encodeToken(lastName: string): string {
  return Buffer.from(`after:${lastName}`).toString('base64');
}

function decodeToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (!text.startsWith('after:')) {
    throw new Fault('InvalidParameterValue', 'Invalid or expired next token.');
  }
  return text.slice('after:'.length);
}

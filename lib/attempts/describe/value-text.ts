import { cutText } from './clean-text.ts';

const MAX_TEXT = 200;
const MAX_MEMBERS = 8;
const MAX_DEPTH = 2;
/** Beyond it the digits of a bigint take long to work out. */
const MAX_BIGINT = 10n ** 40n;

/**
 * A value that is no error as text: a string as it is, an object much like JSON with its first eight members, two levels deep. May throw
 * what a getter or a proxy throws.
 */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : memberText(value, 0);
}

function memberText(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(cutText(value, MAX_TEXT));
    case 'function':
      return 'function';
    case 'bigint':
      return value > -MAX_BIGINT && value < MAX_BIGINT ? `${value}n` : 'a large bigint';
    case 'object':
      return value === null ? 'null' : objectText(value, depth);
    default:
      return cutText(String(value), MAX_TEXT);
  }
}

function objectText(value: object, depth: number): string {
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  const isArray = Array.isArray(value);
  const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
  if (depth === MAX_DEPTH) return `${open}…${close}`;
  const members: string[] = [];
  for (const key of isArray ? firstIndices(value) : firstKeys(value)) {
    const text = memberText((value as Record<string, unknown>)[key], depth + 1);
    members.push(isArray ? text : `${JSON.stringify(cutText(key, MAX_TEXT))}:${text}`);
  }
  const hasMore = members.length > MAX_MEMBERS;
  return `${open}${members.slice(0, MAX_MEMBERS).join(',')}${hasMore ? ',…' : ''}${close}`;
}

/** One more than are shown, to know whether there are more. */
function firstIndices(value: readonly unknown[]): string[] {
  return Array.from({ length: Math.min(value.length, MAX_MEMBERS + 1) }, (_, index) => String(index));
}

function firstKeys(value: object): string[] {
  const keys: string[] = [];
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    keys.push(key);
    if (keys.length > MAX_MEMBERS) break;
  }
  return keys;
}

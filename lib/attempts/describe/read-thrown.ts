import { isNativeError } from 'node:util/types';
import { valueText } from './value-text.ts';

/** Name of what was thrown and is no error: `throw 'boom'`. */
export const NON_ERROR = 'NonError';

/** A class's name as people write it; what a minifier leaves of it is shorter, and another with every build. */
const CLASS_NAME = /^[A-Z]\w{3,127}$/u;
const UNREADABLE = 'What was thrown cannot be read.';
/** Errors of an AggregateError that are looked at. */
const MAX_ERRORS_READ = 16;

/** What was thrown, as it says of itself: neither bounded nor safe to show. */
export interface Thrown {
  name: string;
  message: string;
  stack: string | null;
  /** Undefined for none. */
  cause: unknown;
  /** Of an AggregateError: how many, and the first. */
  errors: { count: number; first: readonly unknown[] };
}

/**
 * Reads anything thrown; never throws, whatever getters and proxies do. An object counts as an error when it has a message or a stack.
 *
 * The name of an error is its `name`; where that says no more than `Error`, the name of its class; without one its `code`, as older AWS
 * clients have it. What is no error is a `NonError`, with the value as its message.
 */
export function readThrown(value: unknown): Thrown {
  try {
    if (typeof value === 'object' && value !== null && isErrorLike(value)) return readError(value);
    return nonError(valueText(value));
  } catch {
    return nonError(UNREADABLE);
  }
}

function nonError(message: string): Thrown {
  return { name: NON_ERROR, message, stack: null, cause: undefined, errors: { count: 0, first: [] } };
}

function isErrorLike(value: object): boolean {
  return (
    isNativeError(value) || typeof read(value, 'message') === 'string' || readText(value, 'stack') !== null
  );
}

function readError(value: object): Thrown {
  return {
    name: readName(value),
    message: readText(value, 'message') ?? readText(value, 'code') ?? '',
    stack: readText(value, 'stack'),
    cause: read(value, 'cause'),
    errors: readErrors(read(value, 'errors')),
  };
}

function readName(value: object): string {
  const name = readText(value, 'name');
  if (name !== null && name !== 'Error') return name;
  if (name === null && !isNativeError(value)) return readText(value, 'code') ?? NON_ERROR;
  const className = readText(read(value, 'constructor'), 'name');
  return className !== null && CLASS_NAME.test(className) ? className : 'Error';
}

/** Copied while it can be guarded: a list may be a proxy too. */
function readErrors(errors: unknown): Thrown['errors'] {
  if (!Array.isArray(errors)) return { count: 0, first: [] };
  const count = Number.isSafeInteger(errors.length) ? errors.length : 0;
  const first: unknown[] = [];
  for (let index = 0; index < Math.min(count, MAX_ERRORS_READ); index++) first.push(errors[index]);
  return { count, first };
}

/** Null for what is no text, is empty, or cannot be read. */
function readText(value: unknown, key: string): string | null {
  const text = read(value, key);
  return typeof text === 'string' && /\S/u.test(text) ? text : null;
}

function read(value: unknown, key: string): unknown {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[key];
  } catch {
    return undefined;
  }
}

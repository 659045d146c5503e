import { hash } from 'node:crypto';
import type { AttemptError } from '../types.ts';
import { normaliseMessage } from './normalise-message.ts';
import { ownFrames } from './own-frames.ts';

/**
 * Of the rules by which messages are normalised and frames chosen. Raise it with every change of a result: groups of before and after are
 * then visibly different ones, and a group that seems to have stopped is not mistaken for a cause that was mended.
 */
const VERSION = 'v1';
/** 64 bits: in a million causes two share one with a probability of 1 in 37 million. */
const DIGITS = 16;

/**
 * What failures of one cause have in common: the name of the error, its message without values, and its top own stack frames. `v1-` and
 * 16 hexadecimal digits. Computed from what is recorded and nothing else, so that a later version can be computed for old records too.
 */
export function fingerprintError({ name, message, stack }: Omit<AttemptError, 'fingerprint'>): string {
  // As JSON, no part can run into the next.
  const cause = JSON.stringify([name, normaliseMessage(message), stack === null ? [] : ownFrames(stack)]);
  return `${VERSION}-${hash('sha256', cause, 'hex').slice(0, DIGITS)}`;
}

import { fingerprintError } from '../fingerprint/fingerprint.ts';
import type { AttemptError } from '../types.ts';
import { cleanLine } from './clean-text.ts';
import { describeMessage } from './describe-message.ts';
import { describeStack } from './describe-stack.ts';
import { listCauses } from './list-causes.ts';
import { NON_ERROR, readThrown } from './read-thrown.ts';

const MAX_NAME = 128;
const MAX_MESSAGE = 1_024;
const MAX_STACK = 4_096;

/**
 * Anything that was thrown, bounded as {@link AttemptError} says and safe to show as text: well-formed, without control characters,
 * terminal sequences and characters that turn its direction. Never throws, and reads no more than the beginning of what is long.
 *
 * What is no error, as in `throw 'boom'`, is called `NonError` and has the value as its message. Causes stand behind message and stack.
 */
export function describeError(thrown: unknown): AttemptError {
  const read = readThrown(thrown);
  const causes = listCauses(thrown, read);
  const described = {
    name: cleanLine(read.name, MAX_NAME) || NON_ERROR,
    message: describeMessage(read, causes, MAX_MESSAGE),
    stack: describeStack(read, causes, MAX_STACK),
  };
  return { ...described, fingerprint: fingerprintError(described) };
}

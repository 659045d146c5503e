import { CAUSED_BY } from '../fingerprint/own-frames.ts';
import { cleanLines, cutText } from './clean-text.ts';
import { headline } from './describe-message.ts';
import type { Thrown } from './read-thrown.ts';

/** Characters of the message that a stack begins with: its frames are worth more. */
const MAX_HEAD = 1_024;
const FIRST_FRAME = '\n    at ';

/**
 * The stack and those of its causes, at most `limit` characters, its own at most half of them where causes follow. Null when neither
 * what was thrown nor a cause has one.
 */
export function describeStack(thrown: Thrown, causes: readonly Thrown[], limit: number): string | null {
  const own = shortenHead(thrown);
  if (own === null && causes.every(({ stack }) => stack === null)) return null;
  if (causes.length === 0) return cleanLines(own ?? '', limit);
  const parts = causes.map((cause) => `${CAUSED_BY}${shortenHead(cause) ?? headline(cause, MAX_HEAD)}`);
  const first = own === null ? [] : [cleanLines(own, limit / 2)];
  return cleanLines([...first, ...parts].join('\n'), limit);
}

function shortenHead({ message, stack }: Thrown): string | null {
  if (stack === null || message.length <= MAX_HEAD) return stack;
  const frames = stack.indexOf(FIRST_FRAME, message.length);
  return frames < 0 ? cutText(stack, MAX_HEAD) : cutText(stack, MAX_HEAD) + stack.slice(frames);
}

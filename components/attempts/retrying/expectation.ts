import { formatAge, formatSeconds } from '#components/ui/format.ts';
import type { RetryingMessage } from '#lib/attempts/types';

/** What to expect of a message that is between two attempts. */
export interface Expectation {
  text: string;
  /** Goes on with it where there is room. */
  more: string | null;
  /** What that means. */
  detail: string;
  /** Class of its text. */
  tone: string;
}

/** Counts down by itself between two readings: a message that was hidden when it was read may be due by now. */
export function expectNext(
  { state, nextAttemptAtMs }: Pick<RetryingMessage, 'state' | 'nextAttemptAtMs'>,
  nowMs: number,
): Expectation {
  const inSeconds = Math.ceil((nextAttemptAtMs - nowMs) / 1000);
  if (state === 'exhausted') {
    return {
      text: inSeconds > 0 ? `dies in ${formatSeconds(inSeconds)}` : 'exhausted',
      more: inSeconds > 0 ? null : 'moves with the next receive',
      detail: 'No receive is left. SQS moves it to the dead-letter queue when a consumer next asks for it.',
      tone: 'text-danger',
    };
  }
  if (inSeconds > 0) {
    return {
      text: `in ${formatSeconds(inSeconds)}`,
      more: null,
      detail: 'When its visibility timeout ends, if nobody has changed it.',
      tone: '',
    };
  }
  return state === 'overdue'
    ? {
        text: `overdue for ${formatAge(-inSeconds)}`,
        more: null,
        detail: 'It should have been received by now. Is the consumer enabled, and does it keep up?',
        tone: 'text-warning',
      }
    : { text: 'due', more: null, detail: 'The next receive may bring it.', tone: '' };
}

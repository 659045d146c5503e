import type { LatestAttempt } from '#lib/attempts/types';
import type { ScannedMessage } from '../types.ts';

/** Of the lines this desk writes. A reader that knows only lower ones must not guess. */
export const FILE_VERSION = 1;

/** Media type of a file of such lines. */
export const FILE_TYPE = 'application/x-ndjson; charset=utf-8';

/**
 * One line of an export, without its line end: what a scan saw of the message, the queue it was read from, and `cause`, which is null
 * while nothing was recorded. JSON escapes half a surrogate pair, so a body comes back as it was.
 */
export function toFileLine(
  message: ScannedMessage,
  attempt: LatestAttempt | undefined,
  queue: string,
): string {
  return JSON.stringify({
    redrive: FILE_VERSION,
    queue,
    ...message,
    cause: attempt ? toCause(attempt) : null,
  });
}

function toCause({ outcome, attempt, startedAtMs, durationMs, error }: LatestAttempt) {
  return {
    outcome,
    attempt,
    startedAtMs,
    durationMs,
    name: error?.name ?? null,
    message: error?.message ?? null,
    fingerprint: error?.fingerprint ?? null,
  };
}

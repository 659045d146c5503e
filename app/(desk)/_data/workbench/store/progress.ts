import type { WorkbenchView } from '#components/dead-letters/workbench/types.ts';
import type { ScanEvent } from '#lib/messages/types';

/** How a scan stands, apart from its messages. */
export interface Progress {
  state: WorkbenchView['state'];
  about: number | null;
  end: WorkbenchView['end'];
  error: WorkbenchView['error'];
}

export const NOT_READ: Progress = { state: 'idle', about: null, end: null, error: null };

/** Status of a failure inside of an answer that had begun well. */
const BEGUN = 200;

export function followProgress(
  progress: Progress,
  event: Exclude<ScanEvent, { type: 'message' } | { type: 'attempts' }>,
): Progress {
  if (event.type === 'error') return failProgress(progress, event.message, event.code);
  if (event.type === 'progress') return { ...progress, about: event.about };
  // The closing line follows an error too, and tells what was given back.
  return { ...progress, about: event.about, end: event, state: progress.error ? 'failed' : 'done' };
}

export function failProgress(
  progress: Progress,
  message: string,
  code = 'ScanBroken',
  status = BEGUN,
): Progress {
  return { ...progress, state: 'failed', error: { code, message, status } };
}

/** After messages have left the queue, here and in what was said about it. */
export function shrinkProgress(progress: Progress, removed: number): Progress {
  const { about, end } = progress;
  return {
    ...progress,
    about: about === null ? null : Math.max(0, about - removed),
    end: end && { ...end, seen: end.seen - removed, about: Math.max(0, end.about - removed) },
  };
}

/** What can be said of messages without an attempt: nothing while reading, nothing where reading or the lookup broke off. */
export function judgeLookup({ state, end }: Progress): WorkbenchView['lookup'] {
  if (end?.attempts === 'joined') return { state: 'joined', reason: null };
  if (end) return { state: 'unavailable', reason: end.attemptsReason };
  return state === 'reading' || state === 'idle'
    ? { state: 'under-way', reason: null }
    : { state: 'unavailable', reason: 'Reading stopped before.' };
}

import type { ScanEvent, ScanRequest } from '#lib/messages/types';

import { request, RequestError } from '../../request-json.ts';
import { readLines } from './read-lines.ts';

/** Why there is no scan, or no more of it. */
export interface ScanProblem {
  code: string;
  message: string;
  /** HTTP status; 0 without an answer, 200 where the answer broke off. */
  status: number;
}

export interface ScanReading {
  url: string;
  body: ScanRequest;
  /** Hangs up. */
  signal: AbortSignal;
  onEvent: (event: ScanEvent) => void;
  /** Asked after each event; reading goes on when what it returns has resolved. */
  pause: () => Promise<void> | null;
}

/** Reads a dead-letter queue to its end. Resolves with why that failed, or null; with null too when `signal` aborts. Never rejects. */
export async function readScan({
  url,
  body,
  signal,
  onEvent,
  pause,
}: ScanReading): Promise<ScanProblem | null> {
  let isComplete = false;
  try {
    const answer = await request(url, { body, signal });
    if (!answer.body) throw new TypeError('a scan without a body');
    for await (const lines of readLines(answer.body)) {
      for (const line of lines) {
        if (signal.aborted) return null;
        const event = JSON.parse(line) as ScanEvent;
        isComplete ||= event.type === 'done' || event.type === 'error';
        onEvent(event);
        const pausing = pause();
        if (pausing) await pausing;
      }
    }
    return isComplete || signal.aborted ? null : broken('The reading broke off before its end.');
  } catch (error) {
    if (signal.aborted) return null;
    if (!(error instanceof RequestError)) return broken('The connection broke while reading.');
    const { code, message, status } = error;
    return { code, message, status };
  }
}

function broken(message: string): ScanProblem {
  return { code: 'ScanBroken', message, status: 200 };
}

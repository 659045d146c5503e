import { useCallback, useEffect, useRef, useState } from 'react';

import type { ScanEvent, ScannedMessage } from '#lib/messages/types';

import { readLines } from './read-lines.ts';
import { request, RequestError } from '../request-json.ts';

/** How often what has arrived is drawn: often enough to look live, seldom enough to stay quick. */
const DRAW_MS = 100;

export interface Scan {
  state: 'idle' | 'reading' | 'done' | 'failed';
  messages: ScannedMessage[];
  seen: number;
  /** What SQS says there are; null before the first word of it. */
  about: number | null;
  /** The closing line; null until it came. */
  end: Extract<ScanEvent, { type: 'done' }> | null;
  error: RequestError | null;
  endedAtMs: number;
}

const IDLE: Scan = {
  state: 'idle',
  messages: [],
  seen: 0,
  about: null,
  end: null,
  error: null,
  endedAtMs: 0,
};

/** Reads a dead-letter queue when told to. Leaving the page hangs up, and the server gives the messages back. */
export function useScan(queue: string) {
  const [scan, setScan] = useState<Scan>(IDLE);
  const running = useRef<AbortController | null>(null);

  const start = useCallback(() => {
    running.current?.abort();
    const controller = (running.current = new AbortController());
    void follow(queue, controller.signal, setScan);
  }, [queue]);

  const remove = useCallback((messageIds: ReadonlySet<string>) => {
    setScan((current) => ({
      ...current,
      messages: current.messages.filter(({ messageId }) => !messageIds.has(messageId)),
    }));
  }, []);

  useEffect(() => () => running.current?.abort(), []);
  return { scan, start, remove };
}

async function follow(queue: string, signal: AbortSignal, setScan: (scan: Scan) => void): Promise<void> {
  let scan: Scan = { ...IDLE, messages: [], state: 'reading' };
  let drawnAtMs = 0;
  setScan(scan);
  const draw = () => {
    drawnAtMs = Date.now();
    // A message received twice within one scan is one row, as it was seen last.
    const unique = new Map(scan.messages.map((message) => [message.messageId, message]));
    setScan({ ...scan, messages: [...unique.values()] });
  };
  try {
    const { body } = await request(`/api/queues/${encodeURIComponent(queue)}/scan`, { body: {}, signal });
    if (!body) throw new TypeError('a scan without a body');
    for await (const line of readLines(body)) {
      scan = take(scan, JSON.parse(line) as ScanEvent);
      if (Date.now() - drawnAtMs > DRAW_MS) draw();
    }
    if (scan.state === 'reading') scan = fail(scan, 'The reading broke off before its end.');
  } catch (error) {
    if (signal.aborted) return;
    scan =
      error instanceof RequestError
        ? { ...scan, state: 'failed', error }
        : fail(scan, 'The connection broke while reading.');
  }
  scan.endedAtMs = Date.now();
  draw();
}

function take(scan: Scan, event: ScanEvent): Scan {
  if (event.type === 'message') {
    scan.messages.push(event.message);
    return { ...scan, seen: Math.max(scan.seen, scan.messages.length) };
  }
  if (event.type === 'error') return fail(scan, event.message, event.code);
  const { seen, about } = event;
  return event.type === 'done'
    ? { ...scan, seen, about, state: 'done', end: event }
    : { ...scan, seen, about };
}

function fail(scan: Scan, message: string, code = 'ScanBroken'): Scan {
  return { ...scan, state: 'failed', error: new RequestError(200, { code, message }) };
}

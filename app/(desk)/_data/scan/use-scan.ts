import { useCallback, useEffect, useRef, useState } from 'react';

import type { LatestAttempt } from '#lib/attempts/types';
import type { Lookup } from '#components/dead-letters/causes/lookup.ts';
import type { ScanEvent, ScannedMessage } from '#lib/messages/types';

import { readLines } from './read-lines.ts';
import { request, RequestError } from '../request-json.ts';

/** How often what has arrived is drawn: often enough to look live, seldom enough to stay quick. The first messages and causes never wait. */
const DRAW_MS = 100;

/** Grouping and ordering cost more the more there is, so with many messages what arrives is drawn less often. */
const DRAW_MS_PER_MESSAGE = 0.01;

export interface Scan {
  state: 'idle' | 'reading' | 'done' | 'failed';
  messages: ScannedMessage[];
  lookup: Lookup;
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
  lookup: { latest: new Map(), state: 'under-way', reason: null },
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
  const latest = new Map<string, LatestAttempt>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const drawn = { messages: 0, causes: 0 };
  setScan({ ...IDLE, state: 'reading' });
  const draw = () => {
    clearTimeout(timer);
    timer = undefined;
    Object.assign(drawn, { messages: scan.messages.length, causes: latest.size });
    // A message received twice within one scan is one row, as it was seen last.
    const unique = new Map(scan.messages.map((message) => [message.messageId, message]));
    const lookup = { latest: new Map(latest), ...judgeLookup(scan) };
    setScan({ ...scan, messages: [...unique.values()], lookup });
  };
  try {
    const { body } = await request(`/api/queues/${encodeURIComponent(queue)}/scan`, { body: {}, signal });
    if (!body) throw new TypeError('a scan without a body');
    for await (const line of readLines(body)) {
      const event = JSON.parse(line) as ScanEvent;
      if (event.type === 'attempts')
        for (const attempt of event.latest) latest.set(attempt.messageId, attempt);
      else scan = take(scan, event);
      const isFirst =
        (drawn.messages === 0 && scan.messages.length > 0) || (drawn.causes === 0 && latest.size > 0);
      if (isFirst) {
        clearTimeout(timer);
        timer = setTimeout(draw);
      } else timer ??= setTimeout(draw, Math.max(DRAW_MS, scan.messages.length * DRAW_MS_PER_MESSAGE));
    }
    if (scan.state === 'reading') scan = fail(scan, 'The reading broke off before its end.');
  } catch (error) {
    clearTimeout(timer);
    if (signal.aborted) return;
    scan =
      error instanceof RequestError
        ? { ...scan, state: 'failed', error }
        : fail(scan, 'The connection broke while reading.');
  }
  scan.endedAtMs = Date.now();
  draw();
}

/** What can be said of messages without an attempt: nothing while reading, nothing where reading or the lookup broke off. */
function judgeLookup({ state, end }: Scan): Pick<Lookup, 'state' | 'reason'> {
  if (end?.attempts === 'joined') return { state: 'joined', reason: null };
  if (end) return { state: 'unavailable', reason: end.attemptsReason };
  return state === 'failed'
    ? { state: 'unavailable', reason: 'Reading stopped before.' }
    : { state: 'under-way', reason: null };
}

function take(scan: Scan, event: Exclude<ScanEvent, { type: 'attempts' }>): Scan {
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

'use client';

import { useCallback, useSyncExternalStore } from 'react';

import { createReadings, NOTHING_READ, type Reading } from './readings.ts';
import { request, type RequestError } from '../request-json.ts';

const readings = createReadings(async (path) => (await request(path)).text());

let live = true;
const liveWatchers = new Set<() => void>();

/** Stops or starts all reading by itself, for the whole desk. A hidden tab reads nothing either way. */
export function setLive(next: boolean): void {
  live = next;
  applyLive();
  for (const onChange of liveWatchers) onChange();
}

function applyLive(): void {
  readings.setRunning(live && document.visibilityState === 'visible');
}

function watchLive(onChange: () => void): () => void {
  liveWatchers.add(onChange);
  document.addEventListener('visibilitychange', applyLive);
  return () => liveWatchers.delete(onChange);
}

export function useLive(): boolean {
  return useSyncExternalStore(
    watchLive,
    () => live,
    () => true,
  );
}

/** Reads everything on the page again: after a change made here, so that its effect is seen at once. */
export function refreshReadings(): Promise<void> {
  return readings.refresh();
}

/**
 * What `GET path` says, read again every `everyMs` while live; 0 reads it once.
 * The API and this client share their types, so the answer is taken at its word.
 */
export function useReading<Data>(path: string, everyMs = 0): Reading<Data> & { error: RequestError | null } {
  const watch = useCallback(
    (onChange: () => void) => readings.watch(path, everyMs, onChange),
    [path, everyMs],
  );
  const reading = useSyncExternalStore(
    watch,
    () => readings.read(path),
    () => NOTHING_READ,
  );
  return reading as Reading<Data> & { error: RequestError | null };
}

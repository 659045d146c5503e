'use client';

import { useEffect, useRef, useState } from 'react';

import type { AuditEntry, AuditPage } from '#lib/access/types';

import { requestJson } from './request-json.ts';

interface Listed {
  /** What this is about; a listing of before stays in sight until the next has come. */
  asked: string | null;
  entries: AuditEntry[];
  next: string | null;
  problem: string | null;
}

const NOTHING: Listed = { asked: null, entries: [], next: null, problem: null };

/** Typing a name asks once it has come to rest. */
const REST_MS = 250;

/** Audit entries that `query` (a query string) matches, newest first, page after page as they are asked for. */
export function useAudit(query: string) {
  const [listed, setListed] = useState(NOTHING);
  const [round, setRound] = useState(0);
  const [reading, setReading] = useState(false);
  const asked = `${round} ${query}`;
  const latest = useRef(asked);

  useEffect(() => {
    latest.current = asked;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      readPage(query, null, controller.signal).then(
        ({ entries, next }) => setListed({ asked, entries, next, problem: null }),
        (error: Error) => {
          if (!controller.signal.aborted)
            setListed((before) => ({ ...before, asked, problem: error.message }));
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked, query]);

  const more = async () => {
    setReading(true);
    try {
      const page = await readPage(query, listed.next);
      // The filters may have changed meanwhile.
      if (latest.current !== asked) return;
      setListed(({ entries }) => ({
        asked,
        entries: [...entries, ...page.entries],
        next: page.next,
        problem: null,
      }));
    } catch (error) {
      setListed((before) => ({ ...before, problem: (error as Error).message }));
    } finally {
      setReading(false);
    }
  };

  return {
    ...listed,
    loading: reading || listed.asked !== asked,
    more: () => void more(),
    again: () => setRound((before) => before + 1),
  };
}

function readPage(query: string, cursor: string | null, signal?: AbortSignal): Promise<AuditPage> {
  const search = new URLSearchParams(query);
  if (cursor !== null) search.set('cursor', cursor);
  return requestJson<AuditPage>(`/api/audit?${search.toString()}`, { signal });
}

'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

import type { AuditEntry, AuditPage } from '#lib/access/types';

import { requestJson } from './request-json.ts';

interface Listed {
  /** The query that this is about; one of before stays in sight until the next has come. */
  query: string | null;
  entries: AuditEntry[];
  next: string | null;
  problem: string | null;
}

const NOTHING: Listed = { query: null, entries: [], next: null, problem: null };

/** Audit entries that `query` (a query string) matches, newest first, page after page as they are asked for. */
export function useAudit(query: string) {
  const [listed, setListed] = useState(NOTHING);
  const [loading, setLoading] = useState(true);
  const reading = useRef<AbortController | null>(null);

  const read = useCallback(
    async (cursor: string | null) => {
      reading.current?.abort();
      const controller = new AbortController();
      reading.current = controller;
      setLoading(true);
      const search = new URLSearchParams(query);
      if (cursor !== null) search.set('cursor', cursor);
      try {
        const { signal } = controller;
        const page = await requestJson<AuditPage>(`/api/audit?${search.toString()}`, { signal });
        if (signal.aborted) return;
        setListed((before) => ({
          query,
          entries: cursor === null ? page.entries : [...before.entries, ...page.entries],
          next: page.next,
          problem: null,
        }));
      } catch (error) {
        if (controller.signal.aborted) return;
        setListed((before) => ({ ...before, query, problem: (error as Error).message }));
      }
      setLoading(false);
    },
    [query],
  );

  useEffect(() => {
    void read(null);
    return () => reading.current?.abort();
  }, [read]);

  return {
    ...listed,
    loading,
    more: useCallback(() => void read(listed.next), [read, listed.next]),
    again: useCallback(() => void read(null), [read]),
  };
}

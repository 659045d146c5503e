import { useCallback, useEffect, useRef, useState } from 'react';

import type { ScanEstimate } from '#lib/messages/types';

import { requestJson } from '../../../../_data/request-json.ts';

interface Estimated {
  estimate: ScanEstimate | null;
  problem: string | null;
}

const NOTHING: Estimated = { estimate: null, problem: null };

/** What a scan of the queue would take. `ask` resolves with it, with null when there is none, and with undefined when nobody waits any more. */
export function useEstimate(queue: string) {
  const [estimated, setEstimated] = useState(NOTHING);
  const running = useRef<AbortController | null>(null);

  const ask = useCallback(async (): Promise<ScanEstimate | null | undefined> => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setEstimated(NOTHING);
    try {
      const path = `/api/queues/${encodeURIComponent(queue)}/scan`;
      const estimate = await requestJson<ScanEstimate>(path, { signal });
      setEstimated({ estimate, problem: null });
      return estimate;
    } catch (error) {
      if (signal.aborted) return undefined;
      setEstimated({ estimate: null, problem: (error as Error).message });
      return null;
    }
  }, [queue]);

  useEffect(() => () => running.current?.abort(), []);
  return { ...estimated, ask };
}

import { defaultRateLimit, useQueryStates } from 'nuqs';
import { useCallback, useEffect, useRef } from 'react';

import type { Look } from '../../../_data/workbench/protocol.ts';
import { deadLetterSearchParams } from './search-params.ts';

/** What one looks at, as the address has it. */
export function useLook() {
  const [{ q, by, group, cause, sort, message: openId }, setParams] = useQueryStates(deadLetterSearchParams);

  useEffect(() => {
    if (cause !== null) void setParams({ by: 'cause', group: cause, cause: null });
  }, [cause, setParams]);

  /** Typed, and perhaps not in the address yet. */
  const typed = useRef<string | null>(null);
  const setLook = useCallback(
    ({ query, groupBy, ...rest }: Partial<Look>) => {
      if (query !== undefined) typed.current = query;
      void setParams({
        ...rest,
        ...(query !== undefined && { q: query }),
        ...(groupBy !== undefined && { by: groupBy }),
      });
    },
    [setParams],
  );
  const settle = useCallback(() => {
    if (typed.current === null) return;
    void setParams({ q: typed.current }, { limitUrlUpdates: defaultRateLimit });
    typed.current = null;
  }, [setParams]);
  const open = useCallback((messageId: string | null) => void setParams({ message: messageId }), [setParams]);
  return {
    look: { query: q, groupBy: cause === null ? by : 'cause', group: cause ?? group, sort },
    setLook,
    /** Writes what was typed into the address now: a link that is followed must not be overtaken by it. */
    settle,
    openId,
    open,
  };
}

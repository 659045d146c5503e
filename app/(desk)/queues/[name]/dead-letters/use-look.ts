import { useQueryStates } from 'nuqs';
import { useCallback, useEffect, useMemo } from 'react';

import type { GroupBy, Sort } from '#components/dead-letters/workbench/types.ts';

import { deadLetterSearchParams } from './search-params.ts';

/** What one looks at, as the address has it. */
export function useLook() {
  const [{ q, by, group, cause, sort, message: openId }, setParams] = useQueryStates(deadLetterSearchParams);

  useEffect(() => {
    if (cause !== null) void setParams({ by: 'cause', group: cause, cause: null });
  }, [cause, setParams]);

  const change = useMemo(
    () => ({
      query: (text: string) => void setParams({ q: text }),
      groupBy: (next: GroupBy) => void setParams({ by: next, group: null }),
      group: (key: string | null) => void setParams({ group: key }),
      sort: (next: Sort) => void setParams({ sort: next }),
      clear: () => void setParams({ q: '', group: null }),
    }),
    [setParams],
  );
  const open = useCallback((messageId: string | null) => void setParams({ message: messageId }), [setParams]);
  return {
    look: { query: q, groupBy: cause === null ? by : 'cause', group: cause ?? group, sort },
    /** Query or group narrow down what is shown. */
    filtered: q.trim() !== '' || group !== null,
    change,
    openId,
    open,
  };
}

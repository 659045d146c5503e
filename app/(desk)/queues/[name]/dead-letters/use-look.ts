import { useQueryStates } from 'nuqs';
import { useCallback, useEffect } from 'react';

import type { Look } from '../../../_data/workbench/protocol.ts';
import { deadLetterSearchParams } from './search-params.ts';

/** What one looks at, as the address has it. */
export function useLook() {
  const [{ q, by, group, cause, sort, message: openId }, setParams] = useQueryStates(deadLetterSearchParams);

  useEffect(() => {
    if (cause !== null) void setParams({ by: 'cause', group: cause, cause: null });
  }, [cause, setParams]);

  const setLook = useCallback(
    ({ query, groupBy, ...rest }: Partial<Look>) =>
      void setParams({
        ...rest,
        ...(query !== undefined && { q: query }),
        ...(groupBy !== undefined && { by: groupBy }),
      }),
    [setParams],
  );
  const open = useCallback((messageId: string | null) => void setParams({ message: messageId }), [setParams]);
  return {
    look: { query: q, groupBy: cause === null ? by : 'cause', group: cause ?? group, sort },
    setLook,
    openId,
    open,
  };
}

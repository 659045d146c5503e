import { useCallback, useState } from 'react';

/** Ids of the chosen messages, in sight or not. */
export function useSelection() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const select = useCallback((messageIds: readonly string[], on: boolean) => {
    setSelected((current) => {
      const next = new Set(current);
      for (const messageId of messageIds) {
        if (on) next.add(messageId);
        else next.delete(messageId);
      }
      return next;
    });
  }, []);
  const clear = useCallback(() => setSelected(new Set()), []);
  return { selected, select, clear };
}

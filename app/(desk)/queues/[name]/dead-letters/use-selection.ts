import { useCallback, useMemo, useState } from 'react';

import type { ScannedMessage } from '#lib/messages/types';

/** Which of `messages` are chosen. A message that is no longer there is no longer chosen. */
export function useSelection(messages: readonly ScannedMessage[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = useMemo(
    () => new Set(messages.flatMap(({ messageId }) => (chosen.has(messageId) ? messageId : []))),
    [messages, chosen],
  );
  const select = useCallback((messageIds: readonly string[], on: boolean) => {
    setChosen((current) => {
      const next = new Set(current);
      for (const messageId of messageIds) {
        if (on) next.add(messageId);
        else next.delete(messageId);
      }
      return next;
    });
  }, []);
  return { selected, select };
}

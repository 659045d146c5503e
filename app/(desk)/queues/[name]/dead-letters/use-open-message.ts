import { useEffect, useState } from 'react';

import type {
  WorkbenchActions,
  WorkbenchRow,
  WorkbenchView,
} from '#components/dead-letters/workbench/types.ts';

interface Place {
  messageId: string;
  /** Among the matching; -1 when it is none of them. */
  index: number;
}

/** The message of the drawer, with its place among the matching ones, or -1; null where it has not been among them yet. */
export function useOpenMessage(
  openId: string | null,
  { view, actions }: { view: WorkbenchView; actions: WorkbenchActions },
): { row: WorkbenchRow; index: number } | null {
  const [place, setPlace] = useState<Place | null>(null);
  const [shown, setShown] = useState<WorkbenchRow | null>(null);

  useEffect(() => {
    if (openId === null) return undefined;
    let isStale = false;
    const find = async () => {
      const index = await actions.indexOf(openId);
      if (isStale) return;
      setPlace((before) =>
        before?.messageId === openId && before.index === index ? before : { messageId: openId, index },
      );
    };
    // A worker that has died finds nothing, and the page says so.
    find().catch(() => {});
    return () => {
      isStale = true;
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another revision, another place
  }, [openId, view.revision, actions]);

  if (openId === null || place?.messageId !== openId) return null;
  const row = place.index < 0 ? undefined : actions.rowAt(place.index);
  const isHere = row?.message.messageId === openId;
  if (isHere && row !== shown) setShown(row);
  // While its page is on the way again, or a query hides it, what was shown stays.
  const last = isHere ? row : shown?.message.messageId === openId ? shown : null;
  return last && { row: last, index: place.index };
}

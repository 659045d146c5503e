import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';

import { useNow } from '#components/ui/use-now.ts';
import type { ScannedMessage } from '#lib/messages/types';

import type { Lookup } from './causes/lookup.ts';
import { Columns, WIDE_ONLY } from './columns.tsx';
import { DeadLetterRow } from './dead-letter-row.tsx';

const ROW_HEIGHT = 36;
const HEAD_HEIGHT = 32;

const NUMBERS = [
  ['Receives', 'Deliveries counted over all queues, this look included'],
  ['Redriven', 'How often this desk has redriven it before'],
  ['Sent', 'When it was sent to its first queue'],
  ['Expires', 'When its queue drops it'],
] as const;

/** Stands for the rows that are not in the page. */
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

/** The messages that were read; only the rows in sight are in the page, however many there are. */
export function DeadLetterTable({
  messages,
  lookup,
  selected,
  openId,
  onSelect,
  onSelectAll,
  onOpen,
  children,
}: {
  messages: readonly ScannedMessage[];
  lookup: Lookup;
  selected: ReadonlySet<string>;
  openId: string | null;
  onSelect: (messageId: string, selected: boolean) => void;
  onSelectAll: (selected: boolean) => void;
  onOpen: (messageId: string) => void;
  /** In place of rows while there are none. */
  children: ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const nowMs = useNow();
  // oxlint-disable-next-line react/incompatible-library -- its result is used here only, and nothing memoises it
  const rows = useVirtualizer({
    count: messages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    overscan: 12,
    useFlushSync: false,
  });
  const shown = rows.getVirtualItems();
  const above = (shown[0]?.start ?? HEAD_HEIGHT) - HEAD_HEIGHT;
  const below = rows.getTotalSize() - ((shown.at(-1)?.end ?? HEAD_HEIGHT) - HEAD_HEIGHT);
  const all = messages.length > 0 && messages.every(({ messageId }) => selected.has(messageId));
  const some = !all && messages.some(({ messageId }) => selected.has(messageId));

  const scrollTo = useEffectEvent((messageId: string) => {
    const index = messages.findIndex((message) => message.messageId === messageId);
    if (index !== -1) rows.scrollToIndex(index);
  });
  useEffect(() => {
    if (openId) scrollTo(openId);
  }, [openId]);

  return (
    <div ref={scroller} className="@container min-h-64 min-w-0 flex-1 overflow-auto">
      <table
        aria-label="Dead letters"
        aria-rowcount={messages.length + 1}
        className="grid-table min-w-[800px] table-fixed border-separate! border-spacing-0"
      >
        <Columns />
        <thead className="sticky top-0 z-20 bg-ground">
          <tr aria-rowindex={1}>
            <th scope="col">
              <label className="-ml-2 flex size-8 items-center justify-center">
                <input
                  type="checkbox"
                  aria-label="Select all messages"
                  checked={all}
                  ref={(box) => {
                    if (box) box.indeterminate = some;
                  }}
                  disabled={!messages.length}
                  onChange={(event) => onSelectAll(event.target.checked)}
                />
              </label>
            </th>
            <th scope="col">Message id</th>
            <th scope="col" title="What its latest recorded attempt failed of">
              Cause
            </th>
            <th scope="col">Body</th>
            <th scope="col" className={WIDE_ONLY}>
              Came from
            </th>
            {NUMBERS.map(([name, title]) => (
              <th key={name} scope="col" className="num" title={title}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} />
          {shown.map(({ index }) => {
            const message = messages[index];
            return (
              message && (
                <DeadLetterRow
                  key={message.messageId}
                  message={message}
                  attempt={lookup.latest.get(message.messageId)}
                  lookupState={lookup.state}
                  rowIndex={index + 2}
                  nowMs={nowMs}
                  selected={selected.has(message.messageId)}
                  open={message.messageId === openId}
                  onSelect={(next) => onSelect(message.messageId, next)}
                  onOpen={() => onOpen(message.messageId)}
                />
              )
            );
          })}
          <Gap height={below} />
        </tbody>
      </table>
      {!messages.length && <div className="px-6 py-10 text-center text-muted">{children}</div>}
    </div>
  );
}

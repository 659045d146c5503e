import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';

import { formatCount } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';
import type { Sort, WorkbenchActions, WorkbenchView } from '../workbench/types.ts';
import { readKey } from './keys.ts';
import { MessageRow, ROW_HEIGHT, rowId } from './message-row.tsx';
import { TableHead } from './table-head.tsx';
import { useTableSelection } from './use-table-selection.ts';

/** Id of the table, where the focus goes when a drawer closes. */
export const TABLE_ID = 'dead-letters';

const HEAD_HEIGHT = 32;

/** Browsers draw nothing below some 17 million pixels. */
const MAX_ROWS = 400_000;

/** Ages are told this often: to the second they would redraw every row every second. */
const TELL_EVERY_MS = 10_000;

/** Scrolls a row into sight, by no more than it takes. Rows have one height: nothing need be measured, which costs a layout. */
function reveal(scroller: HTMLElement, index: number): void {
  const { scrollTop, clientHeight } = scroller;
  const top = index * ROW_HEIGHT;
  const bottom = top + ROW_HEIGHT + HEAD_HEIGHT - clientHeight;
  if (scrollTop > top) scroller.scrollTop = top;
  else if (scrollTop < bottom) scroller.scrollTop = bottom;
}

/** The matching messages; only the rows in sight are in the page, however many there are. */
export function MessageTable({
  view: { state, matching, lookup },
  actions,
  sort,
  selected,
  openId,
  onSort,
  onSelect,
  onOpen,
  children,
}: {
  view: Pick<WorkbenchView, 'state' | 'matching' | 'revision' | 'lookup'>;
  actions: Pick<WorkbenchActions, 'rowAt' | 'idsOf' | 'indexOf'>;
  sort: Sort;
  selected: ReadonlySet<string>;
  /** Id of the message in the drawer. */
  openId: string | null;
  onSort: (sort: Sort) => void;
  onSelect: (messageIds: readonly string[], on: boolean) => void;
  onOpen: (messageId: string) => void;
  /** In place of rows while there are none. */
  children: ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(-1);
  const nowMs = useNow(TELL_EVERY_MS);
  const selection = useTableSelection({ actions, selected, onSelect });
  const count = Math.min(matching, MAX_ROWS);
  // oxlint-disable-next-line react/incompatible-library -- its result is used here only, and nothing memoises it
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    scrollMargin: HEAD_HEIGHT,
    overscan: 6,
    useFlushSync: false,
  });
  const drawn = rows.getVirtualItems().map(({ index }) => ({ index, row: actions.rowAt(index) }));
  const first = drawn[0]?.index ?? 0;
  const next = (drawn.at(-1)?.index ?? -1) + 1;
  // Which of the matching are selected only the worker knows; as many as match, and all in sight, is as good.
  const all =
    selected.size >= matching &&
    drawn.length > 0 &&
    drawn.every(({ row }) => row && selected.has(row.message.messageId));

  const goTo = (index: number) => {
    setActive(index);
    if (scroller.current) reveal(scroller.current, index);
  };
  const follow = useEffectEvent(async (messageId: string) => {
    const index = await actions.indexOf(messageId);
    if (index !== -1 && index !== active) goTo(index);
  });
  useEffect(() => {
    if (openId) void follow(openId);
  }, [openId]);

  const openRow = (index: number) => {
    const messageId = actions.rowAt(index)?.message.messageId;
    if (messageId !== undefined) onOpen(messageId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A button in the head keeps its own keys.
    if (event.target instanceof Element && event.target.closest('thead')) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const intent = readKey(event, { active, count, page });
    if (!intent) return;
    event.preventDefault();
    if (intent.kind === 'open') openRow(active);
    else if (intent.kind === 'toggle') selection.toggle(active);
    else if (intent.kind === 'select-all') void selection.selectAll(true);
    else {
      if (intent.extend) selection.extendTo(intent.to);
      else selection.begin(intent.to);
      goTo(intent.to);
    }
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target as Element;
    const index = Number(target.closest('[data-index]')?.getAttribute('data-index') ?? -1);
    if (index < 0) return;
    setActive(index);
    if (event.shiftKey && active >= 0) selection.extendTo(index);
    else if (event.metaKey || event.ctrlKey || target.closest('[data-select]')) selection.toggle(index);
    else {
      selection.begin(index);
      openRow(index);
    }
  };

  return (
    <div ref={scroller} className="@container min-h-64 min-w-0 flex-1 overflow-auto">
      <table
        id={TABLE_ID}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its rows are chosen, opened and moved through
        role="grid"
        tabIndex={0}
        aria-label="Dead letters"
        aria-multiselectable
        aria-busy={state === 'reading'}
        aria-rowcount={matching + 1}
        aria-activedescendant={active >= first && active < next ? rowId(active) : undefined}
        className="group/table row-grid outline-none"
        onKeyDown={onKeyDown}
        onMouseDown={keepFocus}
        onClick={onClick}
      >
        <TableHead
          sort={sort}
          all={all}
          some={selected.size > 0}
          empty={matching === 0}
          onSort={onSort}
          onSelectAll={(on) => void selection.selectAll(on)}
        />
        <tbody style={{ height: count * ROW_HEIGHT, paddingTop: first * ROW_HEIGHT }}>
          {drawn.map(({ index, row }) => (
            <MessageRow
              key={index}
              row={row}
              index={index}
              lookupState={lookup.state}
              nowMs={nowMs}
              selected={row !== undefined && selected.has(row.message.messageId)}
              open={row !== undefined && row.message.messageId === openId}
              active={index === active}
            />
          ))}
        </tbody>
      </table>
      {matching > MAX_ROWS && (
        <p className="label px-6 py-3">
          The first {formatCount(MAX_ROWS)} of {formatCount(matching)} are listed. A query or another order
          shows the others; selecting all and exporting take every one.
        </p>
      )}
      {matching === 0 && <div className="px-6 py-10 text-center text-muted">{children}</div>}
    </div>
  );
}

/** The focus stays with the table: what is clicked in a row goes when the row does. */
function keepFocus(event: MouseEvent<HTMLTableElement>) {
  if (!(event.target as Element).closest('[data-index]')) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}

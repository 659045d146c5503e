import { useRef } from 'react';

import type { WorkbenchActions } from '../workbench/types.ts';
import { moveEnd, type Rows } from './range.ts';

/** So few rows may be here already; of more the worker is asked. */
const FEW_ROWS = 50;

/** Selects rows by their place in the table: one, from where the last one was to another, or all that match. */
export function useTableSelection({
  actions,
  selected,
  onSelect,
}: {
  actions: Pick<WorkbenchActions, 'rowAt' | 'idsOf'>;
  selected: ReadonlySet<string>;
  onSelect: (messageIds: readonly string[], on: boolean) => void;
}) {
  const range = useRef({ anchor: 0, end: 0 });

  const select = async (rows: Rows, on: boolean) =>
    onSelect(idsHere(actions, rows) ?? (await actions.idsOf(rows)), on);

  return {
    /** A range would begin here. */
    begin(index: number) {
      range.current = { anchor: index, end: index };
    },
    toggle(index: number) {
      const messageId = actions.rowAt(index)?.message.messageId;
      range.current = { anchor: index, end: index };
      if (messageId !== undefined) onSelect([messageId], !selected.has(messageId));
    },
    extendTo(index: number) {
      const { anchor, end } = range.current;
      const { select: taken, deselect: left } = moveEnd(anchor, end, index);
      range.current = { anchor, end: index };
      if (left) void select(left, false);
      void select(taken, true);
    },
    async selectAll(on: boolean) {
      onSelect(await actions.idsOf(), on);
    },
  };
}

/** Ids of rows that have all come; undefined where some have not, or they are many. */
function idsHere({ rowAt }: Pick<WorkbenchActions, 'rowAt'>, { from, to }: Rows): string[] | undefined {
  if (to - from >= FEW_ROWS) return undefined;
  const ids: string[] = [];
  for (let index = from; index <= to; index += 1) {
    const row = rowAt(index);
    if (!row) return undefined;
    ids.push(row.message.messageId);
  }
  return ids;
}

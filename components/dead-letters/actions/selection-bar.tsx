import type { ReactNode } from 'react';

import { formatCount, formatCounted } from '#components/ui/format.ts';

import type { WorkbenchView } from '../workbench/types.ts';

/** How many match, how many are selected, and at the right what can be done with them. */
export function SelectionBar({
  view: { read, matching },
  selected,
  filtered,
  onSelectAll,
  onClear,
  children,
}: {
  view: Pick<WorkbenchView, 'state' | 'read' | 'matching'>;
  /** How many are selected. */
  selected: number;
  /** Query or group narrow down what is shown. */
  filtered: boolean;
  /** Selects all that match, in sight or not. */
  onSelectAll: () => void;
  onClear: () => void;
  /** At the right: what to do with them. */
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 px-6 pb-2">
      <output className="label whitespace-nowrap">
        {filtered ? `${formatCount(matching)} of ${formatCount(read)} match` : formatCounted(read, 'message')}
        {selected > 0 && (
          <>
            {' · '}
            <b className="font-semibold text-ink">{formatCount(selected)} selected</b>
          </>
        )}
      </output>
      {selected > 0 && (
        <button type="button" className="btn btn-quiet px-1.5!" onClick={onClear}>
          Clear selection
        </button>
      )}
      {matching > 0 && selected < matching && (
        <button type="button" className="btn btn-quiet px-1.5!" onClick={onSelectAll}>
          {filtered
            ? `Select all ${formatCount(matching)} that match`
            : `Select all ${formatCount(matching)}`}
        </button>
      )}
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </div>
  );
}

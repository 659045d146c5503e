import { memo, useCallback, useMemo } from 'react';

import { ExportMenu } from '#components/dead-letters/actions/export-menu.tsx';
import { RedriveMenu } from '#components/dead-letters/actions/redrive-menu.tsx';
import type { Scope } from '#components/dead-letters/actions/scope.ts';
import { SelectionBar } from '#components/dead-letters/actions/selection-bar.tsx';
import type { WorkbenchActions } from '#components/dead-letters/workbench/types.ts';

import type { useSelection } from '../use-selection.ts';
import { countScopes, type Scoped } from './proposal.ts';
import type { PendingActs } from './use-pending.ts';

const Export = memo(ExportMenu);
const Redrive = memo(RedriveMenu);

/** How many match and are selected, and what can be done with them. */
export function SelectionActions({
  name,
  scoped,
  filtered,
  selection: { selected, select, clear },
  acts,
  blocked,
}: {
  /** Of the queue. */
  name: string;
  scoped: Scoped & { actions: WorkbenchActions };
  filtered: boolean;
  selection: ReturnType<typeof useSelection>;
  acts: PendingActs;
  blocked: string | null;
}) {
  const { view, actions } = scoped;
  const counts = countScopes(scoped);
  const { selected: chosen, group, results, all } = counts;
  const sameCounts = useMemo(
    () => ({ selected: chosen, group, results, all }),
    [chosen, group, results, all],
  );
  const redrive = useCallback((scope: Scope) => void acts.redrive(scope), [acts]);
  return (
    <SelectionBar
      view={view}
      selected={selected.size}
      filtered={filtered}
      onSelectAll={() => void actions.idsOf().then((messageIds) => select(messageIds, true))}
      onClear={clear}
    >
      <Export name={name} matching={view.matching} selected={selected} exportFile={actions.exportFile} />
      <button
        type="button"
        className="btn"
        disabled={selected.size === 0 || blocked !== null}
        title={blocked ?? undefined}
        onClick={() => void acts.remove('selected')}
      >
        Delete selected…
      </button>
      <Redrive counts={sameCounts} blocked={blocked} onRedrive={redrive} />
    </SelectionBar>
  );
}

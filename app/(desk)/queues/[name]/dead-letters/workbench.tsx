import { ExportMenu } from '#components/dead-letters/actions/export-menu.tsx';
import { RedriveMenu } from '#components/dead-letters/actions/redrive-menu.tsx';
import { SelectionBar } from '#components/dead-letters/actions/selection-bar.tsx';
import { SortSelect } from '#components/dead-letters/actions/sort-select.tsx';
import { GroupRail } from '#components/dead-letters/groups/group-rail.tsx';
import { QueryBar } from '#components/dead-letters/query/query-bar.tsx';
import { NoMessages } from '#components/dead-letters/states/no-messages.tsx';
import { MessageTable } from '#components/dead-letters/table/message-table.tsx';
import type { WorkbenchActions } from '#components/dead-letters/workbench/types.ts';
import type { QueueDetail } from '#lib/queues/types';

import { useQueues } from '../../../_data/use-queues.ts';
import { countScopes, type Scoped } from './scope/proposal.ts';
import type { usePending } from './scope/use-pending.ts';
import type { useLook } from './use-look.ts';
import type { useSelection } from './use-selection.ts';

/** What was read: asked of, in groups and as a table, and what can be done with it. */
export function Workbench({
  name,
  queue,
  scoped,
  looking: { look, filtered, change, openId, open },
  selection: { selected, select, clear },
  pending,
  blocked,
  onRead,
}: {
  name: string;
  /** Undefined while loading. */
  queue: QueueDetail | undefined;
  scoped: Scoped & { actions: WorkbenchActions };
  looking: ReturnType<typeof useLook>;
  selection: ReturnType<typeof useSelection>;
  pending: ReturnType<typeof usePending>;
  /** Why nothing may be moved now; null when it may. */
  blocked: string | null;
  onRead: () => void;
}) {
  const { data: list } = useQueues();
  const { view, actions } = scoped;
  const source = list?.queues.find(({ deadLetterQueue }) => deadLetterQueue === name);
  const counts = countScopes(scoped);
  return (
    <>
      <div className="flex-none border-t">
        <QueryBar
          text={look.query}
          problem={view.problem}
          groupable={view.groupable}
          complete={actions.complete}
          onText={change.query}
        >
          <SortSelect sort={look.sort} onSort={change.sort} />
        </QueryBar>
        <SelectionBar
          view={view}
          selected={selected.size}
          filtered={filtered}
          onSelectAll={() => void actions.idsOf().then((messageIds) => select(messageIds, true))}
          onClear={clear}
        >
          <ExportMenu
            name={name}
            matching={view.matching}
            selected={selected}
            exportFile={actions.exportFile}
          />
          <button
            type="button"
            className="btn"
            disabled={selected.size === 0 || blocked !== null}
            title={blocked ?? undefined}
            onClick={() => void pending.remove('selected')}
          >
            Delete selected…
          </button>
          <RedriveMenu counts={counts} blocked={blocked} onRedrive={(scope) => void pending.redrive(scope)} />
        </SelectionBar>
      </div>
      <div className="flex min-h-0 flex-1 flex-col border-t min-[1100px]:flex-row">
        <GroupRail
          view={view}
          group={look.group}
          blocked={blocked}
          onGroup={change.group}
          onGroupBy={change.groupBy}
          onRedrive={() => void pending.redrive(counts.results === null ? 'group' : 'results')}
        />
        <MessageTable
          view={view}
          actions={actions}
          sort={look.sort}
          selected={selected}
          openId={openId}
          onSort={change.sort}
          onSelect={select}
          onOpen={open}
        >
          <NoMessages
            view={view}
            filtered={filtered}
            inFlight={queue?.depth.inFlight ?? 0}
            maxReceiveCount={source?.maxReceiveCount ?? null}
            sources={queue?.deadLetterSources ?? []}
            onClear={change.clear}
            onRead={onRead}
          />
        </MessageTable>
      </div>
    </>
  );
}

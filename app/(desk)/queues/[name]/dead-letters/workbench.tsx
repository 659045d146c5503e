import { memo, useCallback, useMemo } from 'react';

import { GroupRail } from '#components/dead-letters/groups/group-rail.tsx';
import { QueryBar } from '#components/dead-letters/query/query-bar.tsx';
import { NoMessages } from '#components/dead-letters/states/no-messages.tsx';
import { MessageTable } from '#components/dead-letters/table/message-table.tsx';
import { SortSelect } from '#components/dead-letters/actions/sort-select.tsx';
import type { WorkbenchActions } from '#components/dead-letters/workbench/types.ts';
import type { QueueDetail } from '#lib/queues/types';

import { useQueues } from '../../../_data/use-queues.ts';
import type { Look } from '../../../_data/workbench/protocol.ts';
import type { Scoped } from './scope/proposal.ts';
import { SelectionActions } from './scope/selection-actions.tsx';
import type { PendingActs } from './scope/use-pending.ts';
import type { useSelection } from './use-selection.ts';

// A key that is typed draws the query; what it finds comes later, and only then are these drawn again.
const Rail = memo(GroupRail);
const Table = memo(MessageTable);

/** What was read: asked of, in groups and as a table, and what can be done with it. */
export function Workbench({
  name,
  queue,
  scoped,
  openId,
  selection,
  acts,
  blocked,
  onLook,
  onLeaveQuery,
  onOpen,
  onRead,
}: {
  name: string;
  /** Undefined while loading. */
  queue: QueueDetail | undefined;
  scoped: Scoped & { actions: WorkbenchActions };
  /** Id of the message in the drawer. */
  openId: string | null;
  selection: ReturnType<typeof useSelection>;
  acts: PendingActs;
  /** Why nothing may be moved now; null when it may. */
  blocked: string | null;
  onLook: (change: Partial<Look>) => void;
  /** The focus has left the query. */
  onLeaveQuery: () => void;
  onOpen: (messageId: string | null) => void;
  onRead: () => void;
}) {
  const { data: list } = useQueues();
  const { view, actions, look, selected } = scoped;
  const source = list?.queues.find(({ deadLetterQueue }) => deadLetterQueue === name);
  const hasQuery = look.query.trim() !== '';
  const filtered = hasQuery || look.group !== null;
  const redriveShown = useCallback(() => void acts.redrive(hasQuery ? 'results' : 'group'), [acts, hasQuery]);
  const on = useMemo(
    () => ({
      query: (query: string) => onLook({ query }),
      groupBy: (groupBy: string) => onLook({ groupBy, group: null }),
      group: (group: string | null) => onLook({ group }),
      sort: (sort: Look['sort']) => onLook({ sort }),
    }),
    [onLook],
  );
  return (
    <>
      <div className="flex-none border-t">
        <div onBlur={onLeaveQuery}>
          <QueryBar
            text={look.query}
            problem={view.problem}
            groupable={view.groupable}
            complete={actions.complete}
            onText={on.query}
          >
            <SortSelect sort={look.sort} onSort={on.sort} />
          </QueryBar>
        </div>
        <SelectionActions
          name={name}
          scoped={scoped}
          filtered={filtered}
          selection={selection}
          acts={acts}
          blocked={blocked}
        />
      </div>
      <div className="flex min-h-0 flex-1 flex-col border-t min-[1100px]:flex-row">
        <Rail
          view={view}
          group={look.group}
          blocked={blocked}
          onGroup={on.group}
          onGroupBy={on.groupBy}
          onRedrive={redriveShown}
        />
        <Table
          view={view}
          actions={actions}
          sort={look.sort}
          selected={selected}
          openId={openId}
          onSort={on.sort}
          onSelect={selection.select}
          onOpen={onOpen}
        >
          {view.matching === 0 && (
            <NoMessages
              view={view}
              filtered={filtered}
              inFlight={queue?.depth.inFlight ?? 0}
              maxReceiveCount={source?.maxReceiveCount ?? null}
              sources={queue?.deadLetterSources ?? []}
              onClear={() => onLook({ query: '', group: null })}
              onRead={onRead}
            />
          )}
        </Table>
      </div>
    </>
  );
}

import { useState } from 'react';

import { formatCounted } from '#components/ui/format.ts';

import type { GroupBy, WorkbenchView } from '../workbench/types.ts';
import { GroupChooser } from './group-chooser.tsx';
import { GroupList } from './group-list.tsx';
import { countedAs, describeGroup } from './group-names.ts';

/** Messages in groups, the largest first; choosing one filters the table. Beside the table where there is room, otherwise folded above. */
export function GroupRail({
  view,
  group,
  blocked,
  onGroup,
  onGroupBy,
  onRedrive,
}: {
  view: WorkbenchView;
  /** Key of the chosen one, empty for messages that have none; null for all. */
  group: string | null;
  /** Why nothing may be redriven now; null when it may. */
  blocked: string | null;
  onGroup: (group: string | null) => void;
  onGroupBy: (groupBy: GroupBy) => void;
  /** Redrives the chosen group. */
  onRedrive: () => void;
}) {
  const [unfolded, setUnfolded] = useState(false);
  const { groupBy, groupable, groups, lookup } = view;
  const chosen = groups.find(({ key }) => key === group);
  return (
    <section
      aria-label="Groups"
      className="flex max-h-80 flex-none flex-col max-[1099px]:border-b min-[1100px]:max-h-none min-[1100px]:w-60 min-[1100px]:border-r"
    >
      <div className="flex min-h-8 flex-none items-center gap-1 px-6 pt-0.5 min-[1100px]:pr-3">
        <h2 className="label">Group by</h2>
        <GroupChooser groupBy={groupBy} groupable={groupable} onGroupBy={onGroupBy} />
        {chosen && (
          <p className="label min-w-0 truncate min-[1100px]:hidden">
            only <bdi className="font-medium text-ink">{describeGroup(chosen, groupBy, lookup).title}</bdi>
          </p>
        )}
        <button
          type="button"
          aria-expanded={unfolded}
          className="btn btn-quiet ml-auto min-[1100px]:hidden"
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? 'Hide' : `Show ${formatCounted(groups.length, ...countedAs(groupBy))}`}
        </button>
      </div>
      <div
        className={`min-h-0 overflow-y-auto px-3.5 pb-3 min-[1100px]:pr-2 ${unfolded ? '' : 'max-[1099px]:hidden'}`}
      >
        <GroupList view={view} group={group} blocked={blocked} onGroup={onGroup} onRedrive={onRedrive} />
        {groupBy === 'cause' && <LookupNote lookup={lookup} read={view.read} />}
      </div>
    </section>
  );
}

/** Whether causes are still to come, or never will. */
function LookupNote({ lookup: { state, reason }, read }: Pick<WorkbenchView, 'lookup' | 'read'>) {
  if (read === 0 || state === 'joined') return null;
  return (
    <p className="label px-2.5 pt-2">
      {state === 'under-way' ? 'Causes are being looked up…' : `Not all causes are known. ${reason ?? ''}`}
    </p>
  );
}

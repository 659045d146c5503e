import { useState } from 'react';

import { formatCount, formatCounted } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';

import type { WorkbenchView } from '../workbench/types.ts';
import { GroupButton } from './group-button.tsx';
import { GroupItem } from './group-item.tsx';
import { countedAs, nameAll, orderGroups } from './group-names.ts';

/** Groups shown at first: more are noise until they are asked for. */
const SHOWN = 30;

const TELL_EVERY_MS = 10_000;

/** All, and each group, as choices of which one is pressed. */
export function GroupList({
  view,
  group,
  blocked,
  onGroup,
  onRedrive,
}: {
  view: WorkbenchView;
  /** Key of the one pressed; null for all. */
  group: string | null;
  blocked: string | null;
  onGroup: (group: string | null) => void;
  onRedrive: () => void;
}) {
  const [whole, setWhole] = useState(false);
  const nowMs = useNow(TELL_EVERY_MS);
  const { groupBy, matchingQuery, inOtherGroups, lookup, state } = view;
  const groups = orderGroups(view.groups, groupBy);
  const shown = groups.filter(({ key }, index) => whole || index < SHOWN || key === group || key === '');
  const hidden = groups.length - shown.length;
  const found = group === null || groups.some(({ key }) => key === group);
  const mayCome = state === 'reading' || (groupBy === 'cause' && lookup.state === 'under-way');
  return (
    <>
      <ul className="gap-x-4 space-y-0.5 max-[1099px]:grid max-[1099px]:grid-cols-2">
        <li>
          <GroupButton
            pressed={group === null}
            count={matchingQuery}
            total={null}
            title={nameAll(groupBy)}
            onPress={() => onGroup(null)}
          />
        </li>
        {!found && (
          <li>
            <GroupButton
              pressed
              count={0}
              total={null}
              title={groupBy === 'cause' ? 'The cause looked for' : group}
              onPress={() => onGroup(null)}
            >
              <span className="label block">{mayCome ? 'Not found yet.' : 'No message here has it.'}</span>
            </GroupButton>
          </li>
        )}
        {shown.map((item) => (
          <GroupItem
            key={item.key}
            group={item}
            groupBy={groupBy}
            lookup={lookup}
            total={matchingQuery}
            nowMs={nowMs}
            pressed={item.key === group}
            blocked={blocked}
            onPress={() => onGroup(item.key === group ? null : item.key)}
            onRedrive={onRedrive}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className="btn btn-quiet mt-1" onClick={() => setWhole(true)}>
          Show {formatCount(hidden)} {groupBy === 'day' ? 'earlier' : 'rarer'}
        </button>
      )}
      {hidden === 0 && inOtherGroups > 0 && (
        <p className="label px-2.5 pt-2">
          {formatCounted(inOtherGroups, 'message')} in rarer {countedAs(groupBy)[1]} that are not listed.
        </p>
      )}
    </>
  );
}

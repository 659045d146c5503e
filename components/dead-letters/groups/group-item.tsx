import { formatAge, formatCount, formatTime } from '#components/ui/format.ts';

import type { GroupBy, MessageGroup, WorkbenchView } from '../workbench/types.ts';
import { GroupButton } from './group-button.tsx';
import { describeGroup } from './group-names.ts';

/** A group with what it says, how many messages it has and when they were sent. */
export function GroupItem({
  group,
  groupBy,
  lookup,
  total,
  nowMs,
  pressed,
  blocked,
  onPress,
  onRedrive,
}: {
  group: MessageGroup;
  groupBy: GroupBy;
  lookup: WorkbenchView['lookup'];
  total: number;
  nowMs: number;
  pressed: boolean;
  blocked: string | null;
  onPress: () => void;
  onRedrive: () => void;
}) {
  const { count, firstSentAtMs, lastSentAtMs } = group;
  const { title, detail } = describeGroup(group, groupBy, lookup);
  const [first, last] = [firstSentAtMs, lastSentAtMs].map(
    (atMs) => `${formatAge((nowMs - atMs) / 1000)} ago`,
  );
  return (
    <li className={pressed ? 'rounded-md bg-accent-soft' : ''}>
      <GroupButton pressed={pressed} count={count} total={total} title={title} onPress={onPress}>
        {detail && (
          <span dir="auto" title={detail} className="label line-clamp-2 break-words">
            {detail}
          </span>
        )}
        {groupBy !== 'day' && (
          <span
            className="block truncate text-xs text-faint"
            title={`Sent ${formatTime(firstSentAtMs)} to ${formatTime(lastSentAtMs)}`}
          >
            {first === last ? `sent ${last}` : `first ${first} · last ${last}`}
          </span>
        )}
      </GroupButton>
      {pressed && (
        <div className="px-2.5 pt-0.5 pb-2">
          <button
            type="button"
            className="btn w-full justify-center"
            disabled={blocked !== null}
            title={blocked ?? undefined}
            onClick={onRedrive}
          >
            {count === 1 ? 'Redrive this one…' : `Redrive these ${formatCount(count)}…`}
          </button>
        </div>
      )}
    </li>
  );
}

import { formatAge, formatTime } from '#components/ui/format.ts';

import { CauseButton } from './cause-button.tsx';
import type { CauseGroup } from './group-causes.ts';

/** A cause with what it says, how many messages it has and when. */
export function CauseGroupButton({
  group,
  total,
  nowMs,
  pressed,
  onPress,
}: {
  group: CauseGroup;
  total: number;
  nowMs: number;
  pressed: boolean;
  onPress: () => void;
}) {
  const { errorName, message, count, firstSeenAtMs, lastSeenAtMs } = group;
  const [first, last] = [firstSeenAtMs, lastSeenAtMs].map(
    (atMs) => `${formatAge((nowMs - atMs) / 1000)} ago`,
  );
  return (
    <CauseButton
      pressed={pressed}
      count={count}
      total={total}
      title={<bdi title={errorName}>{errorName}</bdi>}
      onPress={onPress}
    >
      {message && (
        <span dir="auto" title={message} className="label line-clamp-2 break-words">
          {message}
        </span>
      )}
      <span
        className="block truncate text-xs text-faint"
        title={`Latest failures of these messages: ${formatTime(firstSeenAtMs)} to ${formatTime(lastSeenAtMs)}`}
      >
        {first !== last && `first ${first} · `}last {last}
      </span>
    </CauseButton>
  );
}

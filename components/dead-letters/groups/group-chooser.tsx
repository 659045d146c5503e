import type { GroupBy } from '../workbench/types.ts';
import { nameGroupBy } from './group-names.ts';

function Options({ label, names }: { label: string; names: readonly GroupBy[] }) {
  if (names.length === 0) return null;
  return (
    <optgroup label={label}>
      {names.map((name) => (
        <option key={name} value={name}>
          {nameGroupBy(name)}
        </option>
      ))}
    </optgroup>
  );
}

/** By what messages are grouped. */
export function GroupChooser({
  groupBy,
  groupable,
  onGroupBy,
}: {
  groupBy: GroupBy;
  groupable: readonly GroupBy[];
  onGroupBy: (groupBy: GroupBy) => void;
}) {
  // One from a link may not have been seen in these messages.
  const names = [...new Set(['cause', 'day', groupBy, ...groupable])];
  return (
    <select
      aria-label="Group by"
      className="h-6 max-w-36 min-w-0 rounded border border-transparent bg-transparent text-xs font-medium hover:border-line-strong"
      value={groupBy}
      onChange={(event) => onGroupBy(event.target.value)}
    >
      <option value="cause">Cause</option>
      <option value="day">Day</option>
      <Options label="Attributes" names={names.filter((name) => name.startsWith('attr.'))} />
      <Options label="Fields of the body" names={names.filter((name) => name.startsWith('body.'))} />
    </select>
  );
}

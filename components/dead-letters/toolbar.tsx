import { formatCount } from '#components/ui/format.ts';

import type { Sort } from './find-messages.ts';

const SORT_LABELS: Record<Sort, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  receives: 'Most receives first',
};

/** Find and order what was read, and what to do with the selection. */
export function Toolbar({
  text,
  byCause,
  sort,
  found,
  total,
  chosen,
  onText,
  onSort,
  onClear,
}: {
  text: string;
  /** Only messages of one cause are shown. */
  byCause: boolean;
  sort: Sort;
  found: number;
  total: number;
  /** How many are selected. */
  chosen: number;
  onText: (text: string) => void;
  onSort: (sort: Sort) => void;
  onClear: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-6 py-2">
      <input
        type="search"
        aria-label="Find in messages"
        placeholder="Find in cause, body, id, attributes"
        className="input max-w-64"
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      <select
        aria-label="Order"
        className="input w-40!"
        value={sort}
        onChange={(event) => onSort(event.target.value as Sort)}
      >
        {Object.entries(SORT_LABELS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <output className="label">
        {(text.trim() || byCause) && `${formatCount(found)} of ${formatCount(total)}`}
      </output>
      {chosen > 0 && (
        <span className="label ml-auto flex items-center gap-2">
          {formatCount(chosen)} selected
          <button type="button" className="btn btn-quiet" onClick={onClear}>
            Clear selection
          </button>
        </span>
      )}
    </div>
  );
}

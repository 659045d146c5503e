import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';

import type { Sort } from '../workbench/types.ts';
import { ASCENDING, COLUMNS, type Column } from './columns.tsx';

/** The order after pressing a head: its first one, then the next, and in the end the usual one again. */
function nextSort(sorts: readonly Sort[], sort: Sort): Sort {
  return sorts[sorts.indexOf(sort) + 1] ?? 'newest';
}

function Head({ column, sort, onSort }: { column: Column; sort: Sort; onSort: (sort: Sort) => void }) {
  const { name, title, className, sorts } = column;
  if (!sorts) {
    return (
      <th scope="col" title={title} className={className}>
        {name}
      </th>
    );
  }
  const active = sorts.includes(sort);
  const Arrow = ASCENDING.has(active ? sort : (sorts[0] ?? 'newest')) ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      title={title}
      className={`overflow-visible! ${className ?? ''}`}
      aria-sort={active ? (ASCENDING.has(sort) ? 'ascending' : 'descending') : 'none'}
    >
      <button
        type="button"
        className={`group/sort relative rounded hover:text-ink ${active ? 'font-medium text-ink' : ''}`}
        onClick={() => onSort(nextSort(sorts, sort))}
      >
        <Arrow
          size={12}
          aria-hidden
          className={`absolute top-1/2 right-full mr-0.5 -translate-y-1/2 ${active ? '' : 'opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60'}`}
        />
        {name}
      </button>
    </th>
  );
}

/** Names of the columns; those that can be sorted by are buttons. */
export function TableHead({
  sort,
  all,
  some,
  empty,
  onSort,
  onSelectAll,
}: {
  sort: Sort;
  /** All that match are selected. */
  all: boolean;
  /** Some are. */
  some: boolean;
  empty: boolean;
  onSort: (sort: Sort) => void;
  onSelectAll: (on: boolean) => void;
}) {
  return (
    <thead className="sticky top-0 z-20 bg-ground">
      <tr aria-rowindex={1}>
        <th scope="col">
          <label className="-ml-2 flex size-8 items-center justify-center">
            <input
              type="checkbox"
              aria-label="Select all messages"
              checked={all}
              ref={(box) => {
                if (box) box.indeterminate = some && !all;
              }}
              disabled={empty}
              onChange={(event) => onSelectAll(event.target.checked)}
            />
          </label>
        </th>
        {COLUMNS.map((column) => (
          <Head key={column.name} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

import { SORTS, type Sort } from '../workbench/types.ts';

const LABELS: Record<Sort, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  receives: 'Most receives first',
  generation: 'Most redriven first',
  expires: 'Next to expire first',
};

/** In which order messages are listed. */
export function SortSelect({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  return (
    <select
      aria-label="Order"
      className="input w-44!"
      value={sort}
      onChange={(event) => onSort(event.target.value as Sort)}
    >
      {SORTS.map((value) => (
        <option key={value} value={value}>
          {LABELS[value]}
        </option>
      ))}
    </select>
  );
}

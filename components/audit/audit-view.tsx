import { Notice } from '#components/ui/notice.tsx';
import type { AuditEntry } from '#lib/access/types';

import { AuditFilters, type AuditFilter } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';

/** Who changed what, and who was not let. */
export function AuditView({
  filters,
  onFilter,
  entries,
  loading,
  problem,
  exportHref,
  onMore,
  onAgain,
}: {
  filters: AuditFilter;
  onFilter: (change: Partial<AuditFilter>) => void;
  entries: readonly AuditEntry[];
  loading: boolean;
  /** Why the last reading failed; null when it did not. */
  problem: string | null;
  exportHref: (format: 'csv' | 'ndjson') => string;
  /** Null after the last page. */
  onMore: (() => void) | null;
  onAgain: () => void;
}) {
  const isFiltered = Object.values(filters).some((value) => value !== null && value !== '');
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-6 py-4">
        <h1 className="mr-auto text-lg font-medium">Audit</h1>
        <a href={exportHref('csv')} download className="btn">
          Export CSV
        </a>
        <a href={exportHref('ndjson')} download className="btn">
          Export NDJSON
        </a>
      </div>
      <AuditFilters filters={filters} onFilter={onFilter} />
      {problem !== null && (
        <div className="px-6 pb-4">
          <Notice tone="danger">
            The audit cannot be shown: {problem}{' '}
            <button type="button" className="link" onClick={onAgain}>
              Try again
            </button>
          </Notice>
        </div>
      )}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {entries.length === 0 && problem === null && (
        <p className="border-t px-6 py-6 text-muted">
          {loading ? 'Reading …' : emptyText(isFiltered, onMore !== null)}
        </p>
      )}
      {onMore && (
        <p className="px-6 py-3">
          <button type="button" className="btn" onClick={onMore} disabled={loading}>
            {loading ? 'Reading …' : 'Show more'}
          </button>
        </p>
      )}
    </>
  );
}

function emptyText(isFiltered: boolean, hasMore: boolean): string {
  if (hasMore) return 'None of the latest entries matches. There are older ones.';
  return isFiltered
    ? 'No entry matches. Entries are kept for 400 days.'
    : 'Nothing has been changed yet. Whatever is sent, redriven or deleted is listed here, and whatever was refused.';
}

'use client';

import { useQueryStates } from 'nuqs';

import { AuditView } from '#components/audit/audit-view.tsx';

import { useAudit } from '../_data/use-audit.ts';
import { auditSearchParams } from './search-params.ts';

export function Audit() {
  const [filters, setFilters] = useQueryStates(auditSearchParams);
  const given = Object.entries(filters).filter(
    (pair): pair is [string, string] => pair[1] !== null && pair[1] !== '',
  );
  const query = new URLSearchParams(given).toString();
  const { entries, next, problem, loading, more, again } = useAudit(query);
  return (
    <AuditView
      filters={filters}
      onFilter={(change) => void setFilters(change)}
      entries={entries}
      loading={loading}
      problem={problem}
      exportHref={(format) => `/api/audit/export?${query}${query && '&'}format=${format}`}
      onMore={next === null ? null : more}
      onAgain={again}
    />
  );
}

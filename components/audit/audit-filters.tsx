import { Field } from '#components/ui/field.tsx';
import type { AuditAction, AuditOutcome } from '#lib/access/types';

import { ACTION_TEXT, OUTCOME_TEXT } from './audit-text.ts';

/** What of the audit is shown; empty and null are everything. */
export interface AuditFilter {
  actor: string;
  action: AuditAction | null;
  outcome: AuditOutcome | null;
  /** Days, `2026-11-25`, in UTC; both inclusive. */
  from: string;
  to: string;
}

/** Each filter with its label; all of them together must hold. */
export function AuditFilters({
  filters,
  onFilter,
}: {
  filters: AuditFilter;
  onFilter: (change: Partial<AuditFilter>) => void;
}) {
  return (
    <search className="flex flex-wrap items-end gap-3 px-6 pb-4">
      <Field label="Who">
        {(field) => (
          <input
            {...field}
            type="search"
            className="input w-44"
            value={filters.actor}
            onChange={({ target }) => onFilter({ actor: target.value })}
          />
        )}
      </Field>
      <Choice
        label="Action"
        texts={ACTION_TEXT}
        value={filters.action}
        onChange={(action) => onFilter({ action })}
      />
      <Choice
        label="Outcome"
        texts={OUTCOME_TEXT}
        value={filters.outcome}
        onChange={(outcome) => onFilter({ outcome })}
      />
      <Day label="From (UTC)" value={filters.from} onChange={(from) => onFilter({ from })} />
      <Day label="To (UTC)" value={filters.to} onChange={(to) => onFilter({ to })} />
    </search>
  );
}

function Choice<Value extends string>({
  label,
  texts,
  value,
  onChange,
}: {
  label: string;
  texts: Record<Value, string>;
  value: Value | null;
  onChange: (value: Value | null) => void;
}) {
  const options = Object.entries<string>(texts) as [Value, string][];
  return (
    <Field label={label}>
      {(field) => (
        <select
          {...field}
          className="input w-44"
          value={value ?? ''}
          onChange={({ target }) =>
            onChange(options.find(([option]) => option === target.value)?.[0] ?? null)
          }
        >
          <option value="">All</option>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label}>
      {(field) => (
        <input
          {...field}
          type="date"
          className="input w-36"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

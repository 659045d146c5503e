import { ScrollBox } from '#components/ui/group.tsx';
import { formatTime } from '#components/ui/format.ts';
import type { AuditEntry } from '#lib/access/types';

import { ACTION_TEXT, OUTCOME_TONE, outcomeOf, timeOf } from './audit-text.ts';

/** Characters of a request's id that tell it from its neighbours. */
const SHORT_ID = 8;

/** Entries as they come, newest first. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <ScrollBox label="List of audit entries" className="border-t">
      <table className="grid-table" aria-label="Audit entries">
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Who</th>
            <th scope="col">Role</th>
            <th scope="col">Action</th>
            <th scope="col">Target</th>
            <th scope="col">Reason</th>
            <th scope="col">Outcome</th>
            <th scope="col">Request</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const { atMs, name, subject, role, action, target, reason, outcome, requestId, address } = entry;
  const from = address === null ? '' : ` · from ${address}`;
  return (
    <tr>
      <td className="whitespace-nowrap" title={`${formatTime(atMs)} here`}>
        {timeOf(atMs)}
      </td>
      <td className="max-w-48 truncate" title={`${subject || 'nobody signed in'}${from}`}>
        {name || <span className="text-muted">a stranger</span>}
      </td>
      <td className="text-muted">{role ?? '—'}</td>
      <td className="whitespace-nowrap">{ACTION_TEXT[action]}</td>
      <td className="max-w-56 truncate" title={target}>
        {target}
      </td>
      <td className="max-w-72 truncate text-muted" title={reason ?? undefined}>
        {reason}
      </td>
      <td className="whitespace-nowrap">
        <span className="flex items-center gap-2">
          <span className={`dot ${OUTCOME_TONE[outcome]}`} />
          {outcomeOf(entry)}
        </span>
      </td>
      <td className="font-mono text-xs text-muted" title={requestId}>
        {requestId.slice(0, SHORT_ID)}
      </td>
    </tr>
  );
}

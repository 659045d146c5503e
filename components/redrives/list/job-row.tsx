import { formatCount } from '#components/ui/format.ts';
import type { RedriveJob } from '#lib/redrive/types';

import { OutcomeBar } from '../bars/outcome-bar.tsx';
import { describeListedOutcome, hasOutcome } from '../bars/outcome-text.ts';
import { TotalsBar } from '../bars/totals-bar.tsx';
import { describeStatus, isActiveJob } from '../job-status.ts';
import { describeJob, describeSource, describeTarget, DONE_WORDS } from '../job-text.ts';
import { BarCell, ByCell, StatusCell, WhatCell, WhenCell } from './cells.tsx';

/** One of our jobs. */
export function JobRow({ job, nowMs }: { job: RedriveJob; nowMs: number }) {
  const { totals, outcome, action, mayBeDoubled } = job;
  const became = action === 'delete' ? '' : describeListedOutcome(job);
  return (
    <tr>
      <WhatCell
        href={`/redrives/${job.id}`}
        title={describeJob(job)}
        source={describeSource(job)}
        target={describeTarget(job)}
      />
      <StatusCell
        {...describeStatus(job)}
        active={isActiveJob(job)}
        note={mayBeDoubled ? `${formatCount(mayBeDoubled)} may be doubled` : job.statusReason}
      />
      <BarCell bar={<TotalsBar totals={totals} className="h-1.5" />} text={describeTotals(job)} />
      {hasOutcome(outcome) ? (
        <BarCell
          bar={<OutcomeBar outcome={outcome} whole={totals.moved} className="h-1.5" />}
          text={became}
        />
      ) : (
        <td className="text-faint">{action === 'delete' ? 'kept in a snapshot' : became || '—'}</td>
      )}
      <ByCell by={job.createdBy} reason={job.reason} />
      <WhenCell atMs={job.createdAtMs} nowMs={nowMs} />
    </tr>
  );
}

/** `26 of 312 moved, 2 failed, 284 left`. */
function describeTotals({ action, totals, selectedIsExact }: RedriveJob): string {
  const { selected, moved, skipped, failed, left } = totals;
  return [
    `${formatCount(moved)} of ${selectedIsExact ? '' : '~'}${formatCount(selected)} ${DONE_WORDS[action]}`,
    skipped ? `${formatCount(skipped)} skipped` : '',
    failed ? `${formatCount(failed)} failed` : '',
    left ? `${formatCount(left)} left` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

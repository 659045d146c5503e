import { formatCount } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { RedriveJob } from '#lib/redrive/types';

import { describeListedOutcome } from './bars/outcome-text.ts';
import { TotalsBar } from './bars/totals-bar.tsx';
import { describeStatus } from './job-status.ts';
import { describeJob, describeTarget, DONE_WORDS } from './job-text.ts';

/** A job of this queue in one line: what it does, how far it is, what became of what it moved, and the way to its page. */
export function JobBanner({ job }: { job: RedriveJob }) {
  const { totals, action, selectedIsExact } = job;
  const status = describeStatus(job);
  const target = describeTarget(job);
  const became = describeListedOutcome(job);
  return (
    <section aria-label="Redrive job" className="border-t bg-sunken px-6 py-2.5">
      <div className="flex items-center gap-3">
        <p className="min-w-0 truncate">
          <b className={`font-medium ${status.tone}`}>{status.text}</b> <span>{describeJob(job)}</span>
          <span className="text-muted">
            {target !== null && ` to ${target}`}: {formatCount(totals.moved)} of{' '}
            {selectedIsExact ? '' : 'about '}
            {formatCount(totals.selected)} {DONE_WORDS[action]}
            {action !== 'delete' && became && ` · outcome: ${became}`}
          </span>
        </p>
        <RouteLink href={`/redrives/${job.id}`} className="link ml-auto flex-none font-medium">
          Show job
        </RouteLink>
      </div>
      <TotalsBar totals={totals} className="mt-2 h-1" />
    </section>
  );
}

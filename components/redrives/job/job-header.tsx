import type { ReactNode } from 'react';

import { formatAge, formatTime } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { RedriveJob } from '#lib/redrive/types';

import { isActiveJob, describeStatus } from '../job-status.ts';
import { describeJob, describeSource, describeTarget } from '../job-text.ts';

/** What this job is, from where to where, and its state. */
export function JobHeader({ job, nowMs, children }: { job: RedriveJob; nowMs: number; children: ReactNode }) {
  const { text, tone } = describeStatus(job);
  const target = describeTarget(job);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-6 py-4">
      <div className="mr-auto min-w-0">
        <h1 className="flex flex-wrap items-center gap-x-2.5 text-lg font-medium">
          <span className="min-w-0 truncate">{describeJob(job)}</span>
          <output className={`badge h-5! border-current! text-xs! ${tone}`}>
            <span className={`dot ${isActiveJob(job) ? '' : 'dot-hollow'}`} />
            {text}
          </output>
        </h1>
        <p className="text-muted">
          {job.source === null ? (
            describeSource(job)
          ) : (
            <RouteLink
              href={`/queues/${job.source}/dead-letters`}
              className="text-ink underline decoration-line-strong underline-offset-2 hover:decoration-current"
            >
              {job.source}
            </RouteLink>
          )}
          {target !== null && (
            <>
              {' '}
              → <span className="text-ink">{target}</span>
            </>
          )}
          <span title={formatTime(job.createdAtMs)}>
            {' '}
            · by {job.createdBy}, {formatAge((nowMs - job.createdAtMs) / 1000)} ago
          </span>
          {job.reason !== null && ` · “${job.reason}”`}
        </p>
      </div>
      {children}
    </div>
  );
}

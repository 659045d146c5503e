import type { ReactNode } from 'react';

import { CopyButton } from '#components/ui/copy-button.tsx';
import { formatCount, formatTime } from '#components/ui/format.ts';
import { RouteLink } from '#components/ui/route-link.tsx';
import type { RedriveJob } from '#lib/redrive/types';

import { describeSelection, describeTarget } from '../../job-text.ts';
import { describeEdit } from './describe-edit.ts';

/** Who, when, why, and with which choices. */
export function JobFacts({ job }: { job: RedriveJob }) {
  const { canary, ratePerSecond, source, file, edit } = job;
  const target = describeTarget(job);
  const facts: [label: string, value: ReactNode][] = [
    ['Reason', job.reason ?? <span className="text-faint">none was given</span>],
    ['By', job.createdBy],
    ['Messages', describeSelection(job)],
    [
      'From',
      source === null ? (
        `file ${file ?? ''}`
      ) : (
        <RouteLink href={`/queues/${source}/dead-letters`} className="link">
          {source}
        </RouteLink>
      ),
    ],
    ...(target === null ? [] : [['To', target] satisfies [string, string]]),
    [
      'Rate',
      ratePerSecond === null ? 'as fast as it goes' : `at most ${formatCount(ratePerSecond)} a second`,
    ],
    [
      'Trial run',
      canary
        ? `${canary.stages.join(' → ')} → the rest; stops above ${Math.round(canary.maxFailureRatio * 1000) / 10} % failing again`
        : 'none',
    ],
    ...(edit ? [['Changed', describeEdit(edit)] satisfies [string, string]] : []),
    ['Made', formatTime(job.createdAtMs)],
    ['Started', job.startedAtMs === null ? '—' : formatTime(job.startedAtMs)],
    ['Ended', job.endedAtMs === null ? '—' : formatTime(job.endedAtMs)],
  ];
  return (
    <section aria-label="Facts" className="px-6 py-4">
      <h2 className="pb-2 font-medium">How it was made</h2>
      <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1">
        {facts.map(([label, value]) => (
          <div key={label} className="col-span-2 grid grid-cols-subgrid">
            <dt className="label py-0.5">{label}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
        <div className="col-span-2 grid grid-cols-subgrid items-center">
          <dt className="label">Id</dt>
          <dd className="flex min-w-0 items-center gap-1">
            <span className="truncate font-mono text-xs" title={job.id}>
              {job.id}
            </span>
            <CopyButton text={job.id} label="Copy the job’s id" />
          </dd>
        </div>
      </dl>
    </section>
  );
}

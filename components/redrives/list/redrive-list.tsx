import type { ReactNode } from 'react';

import { Notice } from '#components/ui/notice.tsx';
import type { RedriveList } from '#lib/redrive/types';

import { isActiveJob } from '../job-status.ts';
import { isActive } from '../tasks/task-text.ts';
import { NoRedrives } from './no-redrives.tsx';
import { RedriveTable } from './redrive-table.tsx';

/** The page of all redrives: what runs, what ran, and what cannot be shown. */
export function RedriveListView({
  list,
  problem,
  nowMs,
  actions,
}: {
  /** Undefined while loading. */
  list: RedriveList | undefined;
  /** Why the last reading failed; null when it did not. */
  problem: string | null;
  nowMs: number;
  /** Buttons beside the title. */
  actions: ReactNode;
}) {
  const active = list ? list.jobs.filter(isActiveJob).length + list.tasks.filter(isActive).length : 0;
  const empty = list && !list.jobs.length && !list.tasks.length && list.jobsError === null;
  const troubled = list !== undefined && (list.jobsError !== null || list.unreadable.length > 0);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-6 py-4">
        <h1 className="text-lg font-medium">Redrives</h1>
        <output className="label mr-auto">
          {list && !empty && (active ? `${active} active now` : 'none is active now')}
        </output>
        {actions}
      </div>
      {(problem !== null || troubled) && (
        <div className="space-y-2 px-6 pb-4">
          {problem !== null && (
            <Notice tone={list ? 'warning' : 'danger'}>
              {list ? 'Not up to date: ' : 'Redrives cannot be shown: '}
              {problem} {!list && 'Trying again every few seconds.'}
            </Notice>
          )}
          {list?.jobsError && (
            <Notice tone="warning">Jobs cannot be listed, only AWS’s own tasks: {list.jobsError}</Notice>
          )}
          {list?.unreadable.map(({ name, message }) => (
            <Notice key={name} tone="warning">
              Move tasks of {name} cannot be read: {message}
            </Notice>
          ))}
        </div>
      )}
      {empty ? <NoRedrives /> : (list || problem === null) && <RedriveTable list={list} nowMs={nowMs} />}
      {list?.truncated && (
        <p className="px-6 py-3 text-muted">There are older jobs than these; they are not listed.</p>
      )}
    </>
  );
}

import type { ReactNode } from 'react';

import { Notice } from '#components/ui/notice.tsx';
import type { JobMessageList, RedriveJob } from '#lib/redrive/types';

import { isActiveJob } from '../job-status.ts';
import { isRepeatable } from '../job-text.ts';
import type { Control } from './control/control-text.ts';
import { JobControls } from './control/job-controls.tsx';
import { JobFacts } from './panels/job-facts.tsx';
import { JobHeader } from './job-header.tsx';
import { MessageTabs } from './messages/message-tabs.tsx';
import { OutcomePanel } from './panels/outcome-panel.tsx';
import { SnapshotBar } from './panels/snapshot-bar.tsx';
import { StageTimeline } from './stages/stage-timeline.tsx';
import { DoubtBand } from './state/doubt-band.tsx';
import { StateBand } from './state/state-band.tsx';
import { TotalsPanel } from './panels/totals-panel.tsx';

/** Everything about one job: where it is, what became of its messages, and each of them. */
export function JobView({
  job,
  nowMs,
  list,
  asked,
  problem,
  stale,
  onControl,
  onAgain,
  onList,
  children,
}: {
  job: RedriveJob;
  nowMs: number;
  /** The list that is shown. */
  list: JobMessageList;
  asked: Control | null;
  /** Why a pause, resume or cancel was refused. */
  problem: string | null;
  /** Why the last reading failed; what is shown is older. */
  stale: string | null;
  onControl: (control: Control) => void;
  /** Redrives the rest, or restores what was deleted. */
  onAgain: () => void;
  onList: (list: JobMessageList) => void;
  /** The messages of the list. */
  children: ReactNode;
}) {
  const rest = job.totals.left + job.totals.failed;
  const canGoOn = isRepeatable(job) && !isActiveJob(job) && rest > 0;
  return (
    <>
      <JobHeader job={job} nowMs={nowMs}>
        <JobControls job={job} asked={asked} onControl={onControl} />
        {canGoOn && (
          <button
            type="button"
            className={job.status === 'completed' ? 'btn' : 'btn btn-accent'}
            onClick={onAgain}
          >
            Redrive the rest…
          </button>
        )}
      </JobHeader>
      {(problem ?? stale) !== null && (
        <div className="border-b px-6 py-3">
          <Notice tone={problem === null ? 'warning' : 'danger'}>
            {problem ?? `Not up to date: ${stale}`}
          </Notice>
        </div>
      )}
      <StateBand job={job} />
      <DoubtBand count={job.mayBeDoubled} onShow={() => onList('doubtful')} />
      <SnapshotBar job={job} onRestore={onAgain} />
      {job.stages.length > 1 && <StageTimeline job={job} nowMs={nowMs} />}
      <div className="grid grid-cols-1 border-b xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] xl:divide-x">
        <TotalsPanel job={job} />
        {job.action !== 'delete' && <OutcomePanel job={job} />}
      </div>
      <div className="grid grid-cols-1 min-[1500px]:grid-cols-[minmax(0,1fr)_360px] min-[1500px]:divide-x">
        <MessageTabs job={job} list={list} onList={onList}>
          {children}
        </MessageTabs>
        <JobFacts job={job} />
      </div>
    </>
  );
}

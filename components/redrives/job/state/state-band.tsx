import { formatSeconds } from '#components/ui/format.ts';
import type { RedriveJob } from '#lib/redrive/types';

import { describeState, type JobState } from './job-state.ts';

const TONES: Record<JobState['tone'], string> = {
  plain: '',
  ok: 'bg-ok-soft',
  warning: 'border-warning-line bg-warning-soft',
  danger: 'border-danger-line bg-danger-soft',
};

/** Where the job is, why, and what to do. Announced when it changes its state, not with every number. */
export function StateBand({ job }: { job: RedriveJob }) {
  const { tone, now, next } = describeState(job);
  const { statusReason, movedPerSecond, totals } = job;
  const moving = job.status === 'running' && job.stages.some(({ status }) => status === 'moving');
  return (
    <div className={`flex min-h-17 flex-wrap items-center gap-x-6 gap-y-2 border-b px-6 py-3 ${TONES[tone]}`}>
      <div className="mr-auto min-w-0 max-w-[96ch]">
        <p className="text-base">{now}</p>
        {statusReason !== null && <p className="break-words">{statusReason}</p>}
        {next !== null && <p className="text-muted">{next}</p>}
      </div>
      {moving && (
        <dl className="flex gap-6">
          <Pace
            label="Rate now"
            value={movedPerSecond === null ? '—' : `${Math.round(movedPerSecond).toLocaleString('en-US')}/s`}
          />
          <Pace
            label="Moving takes"
            value={
              movedPerSecond && totals.left ? `${formatSeconds(totals.left / movedPerSecond)} more` : '—'
            }
          />
        </dl>
      )}
    </div>
  );
}

function Pace({ label, value }: { label: string; value: string }) {
  return (
    <div className="min-w-24">
      <dt className="label">{label}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}

import { formatCount, formatDuration } from '#components/ui/format.ts';
import type { RedriveJob } from '#lib/redrive/types';

import { OutcomeBar } from '../../bars/outcome-bar.tsx';
import { OUTCOMES } from '../../bars/outcome-text.ts';
import { DONE_WORDS } from '../../job-text.ts';
import { StageMark } from './stage-mark.tsx';
import { describeSize, sizeOf, STAGE_STATUS } from './stage-text.ts';

/** One stage: how large, where it is, and what became of its messages so far. */
export function StageCard({ job, index, nowMs }: { job: RedriveJob; index: number; nowMs: number }) {
  const stage = job.stages[index];
  if (!stage) return null;
  const { status, moved, outcome, startedAtMs, endedAtMs } = stage;
  const paused = job.status === 'paused';
  const last = index === job.stages.length - 1;
  const size = sizeOf(job, index);
  const { text, tone } = STAGE_STATUS[status];
  const unreached = status === 'waiting' && job.endedAtMs !== null;
  const active = status === 'moving' || status === 'watching';
  return (
    <li
      aria-current={active ? 'step' : undefined}
      className={`relative isolate flex min-w-44 flex-1 flex-col ${status === 'waiting' ? 'text-muted' : ''}`}
    >
      <div className="flex items-center">
        <StageMark status={status} number={index + 1} paused={paused} />
        <span
          aria-hidden
          className={`h-px flex-1 ${last ? 'invisible' : status === 'passed' ? 'bg-ok' : 'bg-line-strong'}`}
        />
      </div>
      <div className="flex flex-1 flex-col pt-2 pr-5">
        <p className="flex items-baseline gap-2">
          <b className="font-medium">{describeSize(job, index)}</b>{' '}
          <span className={`text-xs font-medium ${tone}`}>
            <span className="sr-only">Stage {index + 1}: </span>
            {active && paused ? 'Paused' : unreached ? 'Not reached' : text}
          </span>
        </p>
        <p className="label">
          {status === 'waiting' && startedAtMs === null
            ? 'nothing moved'
            : `${formatCount(moved)} ${DONE_WORDS[job.action]}${
                startedAtMs === null ? '' : `, ${formatDuration((endedAtMs ?? nowMs) - startedAtMs)}`
              }`}
        </p>
        {job.action !== 'delete' && (
          <>
            <OutcomeBar
              outcome={outcome}
              whole={Math.max(size ?? 0, moved)}
              className={`mt-2 h-2.5 ${status === 'waiting' ? 'opacity-60' : ''}`}
            />
            <ul className="min-h-10 pt-1.5 text-xs">
              {OUTCOMES.map(({ key, text: word, fill, meaning }) =>
                outcome[key] ? (
                  <li key={key} title={meaning} className="flex items-center gap-1.5">
                    <span aria-hidden className={`size-2 flex-none rounded-sm ${fill}`} />
                    <b className="font-medium text-ink">{formatCount(outcome[key])}</b>{' '}
                    <span className="text-muted">{word}</span>
                  </li>
                ) : null,
              )}
            </ul>
          </>
        )}
      </div>
    </li>
  );
}

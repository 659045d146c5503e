import { formatCount, formatCounted, formatShare } from '#components/ui/format.ts';
import type { JobStatus, RedriveJob } from '#lib/redrive/types';

import { describeOutcome } from '../../bars/outcome-text.ts';
import { DONE_WORDS, isRepeatable } from '../../job-text.ts';
import { findCurrent, sizeOf } from '../stages/stage-text.ts';

export interface JobState {
  tone: 'plain' | 'ok' | 'warning' | 'danger';
  /** What is, in one sentence. */
  now: string;
  /** What comes next, or what to do; null where nothing is to be done. */
  next: string | null;
}

/** Where a job is, in words. "Succeeded" is said only of what a consumer recorded. */
export function describeState(job: RedriveJob): JobState {
  return STATES[job.status](job);
}

const STATES: Record<JobStatus, (job: RedriveJob) => JobState> = {
  planned: () => ({ tone: 'plain', now: 'It waits for the mover to take it up.', next: null }),
  running: describeRunning,
  pausing: () => ({ tone: 'warning', now: 'It finishes the batch under way, then pauses.', next: null }),
  paused: (job) => ({
    tone: 'warning',
    now: join(countDone(job, 'so far'), describeLeft(job)),
    next: 'Resume goes on where it stopped.',
  }),
  cancelling: (job) => ({
    tone: 'warning',
    now: 'It finishes the batch under way, then ends.',
    next: whatStays(job),
  }),
  cancelled: (job) => ({
    tone: 'plain',
    now: join(countDone(job, 'before it ended'), describeLeft(job)),
    next: whatStays(job),
  }),
  stopped: (job) => {
    const left = describeLeft(job);
    const again = isRepeatable(job) ? 'redrive the rest' : 'choose them again';
    return {
      tone: 'danger',
      now: describeStop(job),
      next: join('A stopped job has ended.', left, left && `When the cause is gone, ${again}.`),
    };
  },
  failed: (job) => ({
    tone: 'danger',
    now: join(countDone(job, 'before it failed'), describeLeft(job)),
    next: whatStays(job),
  }),
  completed: (job) => ({
    tone: job.totals.failed || job.mayBeDoubled ? 'warning' : 'ok',
    now: describeEnd(job),
    next: describeRest(job),
  }),
};

function countDone({ totals, action }: RedriveJob, when: string): string {
  return `${formatCount(totals.moved)} ${DONE_WORDS[action]} ${when}.`;
}

function whatStays({ action }: RedriveJob): string {
  return `What was ${DONE_WORDS[action]} stays ${DONE_WORDS[action]}.`;
}

function describeLeft({ totals, source }: RedriveJob): string | null {
  if (!totals.left) return null;
  const where = source === null ? '' : ` in ${source}`;
  return `${formatCounted(totals.left, 'message')} ${totals.left === 1 ? 'is' : 'are'} left${where}.`;
}

function describeRunning(job: RedriveJob): JobState {
  const index = findCurrent(job.stages);
  const stage = job.stages[index];
  if (!stage) return { tone: 'plain', now: 'It is getting ready.', next: null };
  const stages = job.stages.length;
  const name = stages > 1 ? `Stage ${index + 1} of ${stages}: ` : '';
  if (stage.status === 'moving') {
    const size = sizeOf(job, index);
    const of =
      size === null
        ? ''
        : ` of ${job.selectedIsExact || stage.size !== null ? '' : 'about '}${formatCount(size)}`;
    return {
      tone: 'plain',
      now: `${name}${formatCount(stage.moved)}${of} ${DONE_WORDS[job.action]}.`,
      next: null,
    };
  }
  const ratio = job.canary?.maxFailureRatio ?? 0;
  return {
    tone: 'plain',
    now: `${name}watching what becomes of ${formatCounted(stage.moved, 'message')}: ${describeOutcome(stage.outcome)}.`,
    next: ratio
      ? `It goes on if no more than ${formatShare(ratio, 1)} fail again, and stops otherwise.`
      : 'It goes on if none fails again, and stops otherwise.',
  };
}

function describeStop(job: RedriveJob): string {
  const index = job.stages.findIndex(({ status }) => status === 'stopped');
  const stage = job.stages[index];
  if (!stage) return 'Its trial run stopped it.';
  return `Stopped in stage ${index + 1} of ${job.stages.length}: of ${formatCounted(stage.moved, 'message')}, ${describeOutcome(stage.outcome)}.`;
}

function describeEnd({ action, totals, outcome }: RedriveJob): string {
  const moved = `${formatCounted(totals.moved, 'message')} ${DONE_WORDS[action]}`;
  const became = action === 'delete' ? '' : describeOutcome(outcome);
  return became ? `${moved}: ${became}.` : `${moved}.`;
}

function describeRest({ totals, outcome, action }: RedriveJob): string | null {
  const failed = totals.failed
    ? `${formatCounted(totals.failed, 'message')} could not be ${DONE_WORDS[action]}; the list has the reasons.`
    : null;
  const pending =
    outcome.pending && action !== 'delete' ? 'Outcomes are added as consumers record them.' : null;
  return join(failed, pending) || null;
}

function join(...sentences: (string | null | false)[]): string {
  return sentences.filter(Boolean).join(' ');
}

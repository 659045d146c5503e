import { formatCount } from '#components/ui/format.ts';
import type { JobStatus, RedriveJob } from '#lib/redrive/types';

import { DONE_WORDS } from '../../job-text.ts';

export type Control = 'pause' | 'resume' | 'cancel';

const CONTROLS: Partial<Record<JobStatus, Control[]>> = {
  planned: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  pausing: ['cancel'],
  paused: ['resume', 'cancel'],
};

/** What can be asked of a job now; nothing of one that has ended. */
export function listControls(status: JobStatus): Control[] {
  return CONTROLS[status] ?? [];
}

interface ControlText {
  button: string;
  title: string;
  /** What comes of it. */
  text: string;
}

const TEXTS: Record<Control, (job: RedriveJob) => ControlText> = {
  pause: (job) => ({
    button: 'Pause',
    title: 'Pause this job?',
    text: `The batch under way is finished first, then nothing moves until you resume: ${describeLeft(job)} stay where they are, and can expire there. Outcomes of what was ${DONE_WORDS[job.action]} are still recorded.`,
  }),
  resume: (job) => ({
    button: 'Resume',
    title: 'Resume this job?',
    text: `It goes on where it stopped, with ${describeLeft(job)}. What was ${DONE_WORDS[job.action]} is not taken up again.`,
  }),
  cancel: (job) => ({
    button: 'Cancel job',
    title: 'Cancel this job?',
    text: `The batch under way is finished, then the job ends for good. ${formatCount(job.totals.moved)} ${DONE_WORDS[job.action]} already stay so; ${describeLeft(job)} stay where they are, for another job.`,
  }),
};

/** What it says on the button, and what comes of it. */
export function describeControl(control: Control, job: RedriveJob): ControlText {
  return TEXTS[control](job);
}

/** `252`, `about 252`, or `the others` while it is not known how many there are. */
function describeLeft({ totals, selectedIsExact }: RedriveJob): string {
  if (selectedIsExact) return formatCount(totals.left);
  return totals.left ? `about ${formatCount(totals.left)}` : 'the others';
}

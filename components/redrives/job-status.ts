import type { JobStatus, RedriveJob } from '#lib/redrive/types';

const ACTIVE: ReadonlySet<JobStatus> = new Set(['planned', 'running', 'pausing', 'paused', 'cancelling']);

/** It will change by itself or at our word; an ended job only hears what became of its messages. */
export function isActiveJob({ status }: Pick<RedriveJob, 'status'>): boolean {
  return ACTIVE.has(status);
}

const JOB_STATUS: Record<JobStatus, { text: string; tone: string }> = {
  planned: { text: 'Waiting to start', tone: 'text-muted' },
  running: { text: 'Running', tone: 'text-accent' },
  pausing: { text: 'Pausing', tone: 'text-warning' },
  paused: { text: 'Paused', tone: 'text-warning' },
  cancelling: { text: 'Cancelling', tone: 'text-warning' },
  cancelled: { text: 'Cancelled', tone: 'text-muted' },
  stopped: { text: 'Stopped', tone: 'text-danger' },
  completed: { text: 'Completed', tone: 'text-ok' },
  failed: { text: 'Failed', tone: 'text-danger' },
};

/** {@link JOB_STATUS}, and "Watching" where a job waits for what becomes of a stage. */
export function describeStatus(job: Pick<RedriveJob, 'status' | 'stages'>): { text: string; tone: string } {
  const watching = job.status === 'running' && job.stages.some(({ status }) => status === 'watching');
  return watching ? { text: 'Watching', tone: 'text-accent' } : JOB_STATUS[job.status];
}

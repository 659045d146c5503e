import type { MoveTask, RedriveJob, RedriveList } from '#lib/redrive/types';

export type RedriveRow =
  | { kind: 'job'; key: string; atMs: number; job: RedriveJob }
  | { kind: 'task'; key: string; atMs: number; task: MoveTask };

/** Our jobs and AWS's tasks in one list, newest first. */
export function mergeRows({ jobs, tasks }: Pick<RedriveList, 'jobs' | 'tasks'>): RedriveRow[] {
  return [
    ...jobs.map((job): RedriveRow => ({ kind: 'job', key: job.id, atMs: job.createdAtMs, job })),
    ...tasks.map((task): RedriveRow => ({
      kind: 'task',
      key: `${task.source} ${task.startedAtMs}`,
      atMs: task.startedAtMs,
      task,
    })),
  ].toSorted((a, b) => b.atMs - a.atMs);
}

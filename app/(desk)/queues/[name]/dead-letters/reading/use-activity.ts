import { useState } from 'react';

import { isActiveJob } from '#components/redrives/job-status.ts';
import { isActive } from '#components/redrives/tasks/task-text.ts';

import { cancelMoveTask } from '../../../../_data/redrives/control-job.ts';
import { useRedrives } from '../../../../_data/redrives/use-redrives.ts';

const BLOCKED_BY_TASK = 'A move task of AWS is running on this queue. Wait for it to end, or cancel it.';
const BLOCKED_BY_JOB = 'A job is running on this queue. Wait for it to end, or cancel it.';

/** Jobs and move tasks of the queue, and what they forbid while they run. */
export function useActivity(queue: string) {
  const { data, error } = useRedrives(queue);
  const [watchedJob, setWatchedJob] = useState<string | null>(null);
  const [watchedTaskMs, setWatchedTaskMs] = useState<number | null>(null);
  const [cancelledId, setCancelledId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const activeJob = data?.jobs.find(isActiveJob);
  if (activeJob && activeJob.id !== watchedJob) setWatchedJob(activeJob.id);
  const task = data?.tasks[0];
  const isTaskRunning = task !== undefined && isActive(task);
  if (isTaskRunning && task.startedAtMs !== watchedTaskMs) setWatchedTaskMs(task.startedAtMs);

  const cancelTask = async () => {
    if (!task?.id) return;
    setProblem(null);
    setCancelledId(task.id);
    try {
      await cancelMoveTask(task.id);
    } catch (refused) {
      setCancelledId(null);
      setProblem((refused as Error).message);
    }
  };
  const unreadable = data?.unreadable.find(({ name }) => name === queue)?.message;
  return {
    /** True once it is known whether something runs, or that it cannot be known. */
    isKnown: data !== undefined || error !== null,
    /** Why nothing may be read or moved now; null when it may. */
    blocked: activeJob ? BLOCKED_BY_JOB : isTaskRunning ? BLOCKED_BY_TASK : null,
    /** It runs, or did while we watched, or was started here. */
    job: activeJob ?? data?.jobs.find(({ id }) => id === watchedJob),
    watchJob: setWatchedJob,
    /** The latest, if it is worth a banner: it runs, it did while we watched, or it left something undone. */
    task: task && (task.startedAtMs === watchedTaskMs || task.status !== 'completed') ? task : undefined,
    tasks: data?.tasks ?? [],
    isTaskRunning,
    isCancelling: isTaskRunning && task.id === cancelledId,
    cancelTask,
    problem: problem ?? error?.message ?? data?.jobsError ?? unreadable ?? null,
  };
}

export type Activity = ReturnType<typeof useActivity>;

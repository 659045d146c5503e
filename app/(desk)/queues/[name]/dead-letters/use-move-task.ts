import { useEffect, useRef, useState } from 'react';

import { isActive } from '#components/redrives/task-text.ts';

import { cancelMoveTask } from '../../../_data/redrive.ts';
import { useMoveTasks } from '../../../_data/use-queue.ts';

/** The latest move task of the queue and how to stop it; `onEnd` is called when one ends while we watch. */
export function useMoveTask(queue: string, onEnd: () => void) {
  const [active, setActive] = useState(false);
  const { data, error } = useMoveTasks(queue, active);
  const [cancelledId, setCancelledId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = data?.tasks[0];
  const running = latest !== undefined && isActive(latest);
  if (running !== active) setActive(running);
  const [watchedMs, setWatchedMs] = useState(0);
  if (running && latest.startedAtMs !== watchedMs) setWatchedMs(latest.startedAtMs);

  const wasRunning = useRef(false);
  useEffect(() => {
    if (wasRunning.current && !running) onEnd();
    wasRunning.current = running;
  }, [running, onEnd]);

  const cancel = async () => {
    if (!latest?.id) return;
    setProblem(null);
    setCancelledId(latest.id);
    try {
      await cancelMoveTask(latest.id);
    } catch (error) {
      setCancelledId(null);
      setProblem((error as Error).message);
    }
  };
  return {
    tasks: data?.tasks ?? [],
    latest,
    running,
    /** Worth a banner: it runs, it did while we watched, or it left something undone. */
    notable: latest !== undefined && (latest.startedAtMs === watchedMs || latest.status !== 'completed'),
    /** True once it is known whether a task runs, or that it cannot be known. */
    known: data !== undefined || error !== null,
    cancelling: running && latest.id === cancelledId,
    cancel,
    problem: problem ?? error?.message ?? null,
  };
}

import { JobBanner } from '#components/redrives/job-banner.tsx';
import { MoveTaskBanner } from '#components/redrives/tasks/move-task-banner.tsx';
import { Notice } from '#components/ui/notice.tsx';

import type { Activity } from './use-activity.ts';

/** The job and the move task of this queue that one should know of. */
export function ActivityBanners({
  activity,
  left,
  onRest,
}: {
  activity: Activity;
  /** Messages still in the queue, approximately. */
  left: number;
  /** Redrives what a task has left. */
  onRest: () => void;
}) {
  const { job, task, problem } = activity;
  return (
    <>
      {job && <JobBanner job={job} />}
      {task && (
        <MoveTaskBanner
          task={task}
          left={left}
          cancelling={activity.isCancelling}
          onCancel={() => void activity.cancelTask()}
          onRest={onRest}
        />
      )}
      {problem !== null && <Notice tone="danger">{problem}</Notice>}
    </>
  );
}

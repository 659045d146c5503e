import { formatCount } from '#components/ui/format.ts';
import type { MoveTask } from '#lib/redrive/types';

import { StackedBar } from '../bars/stacked-bar.tsx';
import { describeFailure, describeProgress, isActive, TASK_STATUS } from '../tasks/task-text.ts';
import { BarCell, ByCell, StatusCell, WhatCell, WhenCell } from './cells.tsx';

/** One of AWS's move tasks, made here or elsewhere. */
export function TaskRow({ task, nowMs }: { task: MoveTask; nowMs: number }) {
  const { moved, toMove, source, target, status, ratePerSecond } = task;
  return (
    <tr>
      <WhatCell
        href={`/queues/${source}/dead-letters`}
        title="AWS move task of everything"
        source={source}
        target={target ?? 'where each came from'}
      />
      <StatusCell
        {...TASK_STATUS[status]}
        active={isActive(task)}
        note={status === 'failed' ? describeFailure(task.failureReason) : null}
      />
      <BarCell
        bar={
          <StackedBar
            parts={[{ key: 'moved', count: moved, fill: 'bg-accent' }]}
            whole={toMove ?? moved}
            className="h-1.5"
          />
        }
        text={`${describeProgress(task)} moved${ratePerSecond === null ? '' : `, at most ${formatCount(ratePerSecond)} a second`}`}
      />
      <td className="text-faint">not recorded by AWS</td>
      <ByCell by="AWS does not say" reason={null} />
      <WhenCell atMs={task.startedAtMs} nowMs={nowMs} />
    </tr>
  );
}

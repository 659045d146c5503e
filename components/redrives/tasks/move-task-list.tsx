import { formatCount, formatTime } from '#components/ui/format.ts';
import type { MoveTask } from '#lib/redrive/types';

import { describeFailure, TASK_STATUS } from './task-text.ts';

/** Recent move tasks out of a queue, newest first, as AWS remembers them. */
export function MoveTaskList({ tasks }: { tasks: readonly MoveTask[] }) {
  return (
    <section
      aria-labelledby="move-tasks"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-48 flex-none overflow-y-auto border-t"
    >
      <h2 id="move-tasks" className="px-6 pt-3 pb-1 font-medium">
        Recent move tasks
      </h2>
      <table className="grid-table" aria-label="Recent move tasks">
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">Status</th>
            <th scope="col" className="num">
              Moved
            </th>
            <th scope="col" className="num">
              Of about
            </th>
            <th scope="col" className="num">
              Rate
            </th>
            <th scope="col">Target</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => {
            const { text, tone } = TASK_STATUS[task.status];
            return (
              <tr key={task.startedAtMs}>
                <td>{formatTime(task.startedAtMs)}</td>
                <td className={tone}>
                  {text}
                  {task.status === 'failed' && `: ${describeFailure(task.failureReason)}`}
                </td>
                <td className="num">~{formatCount(task.moved)}</td>
                <td className="num">{formatCount(task.toMove)}</td>
                <td className="num">
                  {task.ratePerSecond === null ? 'AWS' : `${formatCount(task.ratePerSecond)}/s`}
                </td>
                <td>{task.target ?? 'where each came from'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

import { formatCount } from '#components/ui/format.ts';
import type { MoveTask } from '#lib/redrive/types';

import { describeFailure, describeProgress, isActive } from './task-text.ts';

const TITLES: Record<MoveTask['status'], string> = {
  running: 'Redriving',
  cancelling: 'Cancelling…',
  cancelled: 'Cancelled',
  completed: 'Redriven',
  failed: 'The redrive failed',
};

const BARS: Record<MoveTask['status'], string> = {
  running: 'text-accent',
  cancelling: 'text-accent',
  cancelled: 'text-faint',
  completed: 'text-ok',
  failed: 'text-danger',
};

/** The latest move task out of this queue, with what can be done about it. */
export function MoveTaskBanner({
  task,
  left,
  cancelling,
  onCancel,
  onRest,
}: {
  task: MoveTask;
  /** Messages still in the queue, approximately. */
  left: number;
  /** The cancel was asked for here and AWS has not said so yet. */
  cancelling: boolean;
  onCancel: () => void;
  onRest: () => void;
}) {
  const { moved, toMove, target, ratePerSecond, failureReason } = task;
  const status = cancelling && task.status === 'running' ? 'cancelling' : task.status;
  const share = status === 'completed' ? 100 : toMove ? Math.min(100, (100 * moved) / toMove) : 0;
  const stopped = status === 'cancelled' || status === 'failed';
  return (
    <section aria-label="Move task" className="border-t bg-sunken px-6 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <output className="mr-auto">
          <b className={`font-medium ${status === 'failed' ? 'text-danger' : ''}`}>{TITLES[status]}</b>{' '}
          <span className="text-muted">
            {describeProgress(task)} {target ? `to ${target}` : 'to where they came from'}
            {ratePerSecond !== null && `, at most ${formatCount(ratePerSecond)} a second`}
            {status === 'cancelling' && '. More may move until AWS has stopped.'}
            {status === 'failed' && `: ${describeFailure(failureReason)}.`}
            {status === 'cancelled' &&
              `. What has moved stays moved; about ${formatCount(left)} are left here.`}
          </span>
        </output>
        {isActive(task) && (
          <button
            type="button"
            className="btn"
            disabled={status === 'cancelling' || !task.id}
            onClick={onCancel}
          >
            Cancel redrive
          </button>
        )}
        {stopped && left > 0 && (
          <button type="button" className="btn" onClick={onRest}>
            Redrive the rest
          </button>
        )}
      </div>
      <progress
        aria-label="Moved messages"
        max={100}
        value={share}
        className={`bar mt-2 h-1 rounded-full ${BARS[status]}`}
      />
    </section>
  );
}

import { formatCount } from '#components/ui/format.ts';

import type { AttemptStage } from './stages.ts';

/** One attempt: how many there were, how many of them failed, and who went on to be done. */
export function AttemptCell({ stage, most }: { stage: AttemptStage; most: number }) {
  const { label, attempts, failures, afterRedrive } = stage;
  const width = most && attempts ? Math.max(3, (100 * attempts) / most) : 0;
  const failedShare = attempts && failures ? (100 * failures) / attempts : 0;
  return (
    <li
      className="min-w-0 flex-1 px-3 py-2.5"
      title={afterRedrive ? 'More attempts than the queue allows: after a redrive' : undefined}
    >
      <p className="label truncate">
        Attempt {label}
        {afterRedrive && <span className="text-faint"> · redriven</span>}
      </p>
      <p className="text-lg leading-7 font-medium">{formatCount(attempts)}</p>
      <div className="my-1 flex h-1 overflow-hidden rounded-full bg-hover">
        <div className="flex h-1 overflow-hidden rounded-full bg-ok" style={{ width: `${width}%` }}>
          <div className="ml-auto bg-danger" style={{ width: `${failedShare}%` }} />
        </div>
      </div>
      <p className={`truncate text-xs ${failures ? 'text-danger' : 'text-faint'}`}>
        {failures === null ? 'failed —' : `${formatCount(failures)} failed`}
        <span aria-hidden> →</span>
      </p>
    </li>
  );
}

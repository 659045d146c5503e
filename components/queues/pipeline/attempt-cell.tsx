import { formatCount } from '#components/ui/format.ts';

import type { AttemptStage } from './stages.ts';

/** One attempt: how many there were, how many of them failed, and who went on to be done. */
export function AttemptCell({ stage, most }: { stage: AttemptStage; most: number }) {
  const { label, attempts, failures, afterRedrive } = stage;
  const width = most && attempts ? Math.max(3, (100 * attempts) / most) : 0;
  const failedShare = attempts && failures ? (100 * failures) / attempts : 0;
  return (
    <li
      className="@container min-w-0 flex-1"
      title={afterRedrive ? 'More attempts than the queue allows: after a redrive' : undefined}
    >
      <div className="px-3 py-2.5 @max-[84px]:px-2">
        <p className="label truncate">
          <span className="@max-[84px]:sr-only">Attempt </span>
          {label}
          {afterRedrive && <span className="text-faint @max-[84px]:sr-only"> · redriven</span>}
        </p>
        <p className="text-lg leading-7 font-medium @max-[84px]:text-sm/7">{formatCount(attempts)}</p>
        <div className="my-1 flex h-1 overflow-hidden rounded-full bg-hover">
          <div className="flex h-1 overflow-hidden rounded-full bg-ok" style={{ width: `${width}%` }}>
            <div className="ml-auto bg-danger" style={{ width: `${failedShare}%` }} />
          </div>
        </div>
        <p className={`truncate text-xs ${failures ? 'text-danger' : 'text-faint'}`}>
          {formatCount(failures)} <span className="@max-[84px]:sr-only">failed </span>
          <span aria-hidden>→</span>
        </p>
      </div>
    </li>
  );
}

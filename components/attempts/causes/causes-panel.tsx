import { useState } from 'react';

import { formatCount, formatCounted, formatTime } from '#components/ui/format.ts';
import { useNow } from '#components/ui/use-now.ts';
import type { CauseList } from '#lib/attempts/types';

import { NoAttempts } from '../funnel/no-attempts.tsx';
import type { Reporting } from '../funnel/reporting.ts';
import { Panel } from '../panel.tsx';
import { CauseItem } from './cause-item.tsx';

/** Causes shown at first: the rest is asked for. */
const SHOWN = 5;

/** Why messages of a queue failed in a window, the most frequent cause first. */
export function CausesPanel({
  list,
  problem,
  reporting,
  window,
  deadLetterQueue,
  className,
}: {
  /** Undefined while loading. */
  list: CauseList | undefined;
  problem: string | null;
  reporting: Reporting;
  /** "last hour" */
  window: string;
  /** Null without a redrive policy. */
  deadLetterQueue: string | null;
  className?: string;
}) {
  return (
    <Panel
      title="Causes"
      note={list?.failures ? `${formatCounted(list.failures, 'failed attempt')}, ${window}` : window}
      data={list}
      problem={problem}
      {...(className !== undefined && { className })}
    >
      {(known) =>
        known.failures ? (
          <Causes list={known} deadLetterQueue={deadLetterQueue} />
        ) : (
          <NoAttempts reporting={reporting} nothing={`No failure was recorded in the ${window}.`} />
        )
      }
    </Panel>
  );
}

function Causes({ list, deadLetterQueue }: { list: CauseList; deadLetterQueue: string | null }) {
  const [whole, setWhole] = useState(false);
  const nowMs = useNow();
  const { causes, otherCauses, countedFromMs, periodSeconds } = list;
  const shown = whole ? causes : causes.slice(0, SHOWN);
  const hidden = causes.length - shown.length;
  return (
    <>
      {countedFromMs !== null && (
        <p className="px-6 pb-2 text-warning">
          There were more failures than are counted at once: these figures begin at{' '}
          {formatTime(countedFromMs)}.
        </p>
      )}
      <ol className="@container">
        {shown.map((cause) => (
          <CauseItem
            key={cause.fingerprint}
            cause={cause}
            periodSeconds={periodSeconds}
            deadLetterQueue={deadLetterQueue}
            nowMs={nowMs}
          />
        ))}
      </ol>
      {(hidden > 0 || otherCauses > 0) && (
        <div className="flex items-center gap-3 px-6 pt-1">
          {hidden > 0 && (
            <button type="button" className="btn" onClick={() => setWhole(true)}>
              Show {formatCounted(hidden, 'rarer cause')}
            </button>
          )}
          {otherCauses > 0 && (
            <p className="label">{formatCount(otherCauses)} even rarer, counted and not listed</p>
          )}
        </div>
      )}
    </>
  );
}

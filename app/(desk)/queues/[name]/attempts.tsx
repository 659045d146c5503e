'use client';

import { lazy, Suspense, useState, type ReactNode } from 'react';

import { CausesPanel } from '#components/attempts/causes/causes-panel.tsx';
import { FunnelPanel } from '#components/attempts/funnel/funnel-panel.tsx';
import { judgeReporting } from '#components/attempts/funnel/reporting.ts';
import { RetryingPanel } from '#components/attempts/retrying/retrying-panel.tsx';

import { useCauses, useFunnel, useQueueMetrics, useRetrying } from '../../_data/use-queue.ts';
import { WINDOW_WORDS, type WindowMinutes } from './search-params.ts';

const RetriedMessage = lazy(() => import('./retried-message.tsx'));

/** Why messages failed, how many attempts they needed, and which are between two attempts now. */
export function Attempts({
  name,
  deadLetterQueue,
  minutes,
  openId,
  onOpen,
  children,
}: {
  name: string;
  deadLetterQueue: string | null;
  minutes: WindowMinutes;
  /** Retried message whose attempts are shown; null for none. */
  openId: string | null;
  onOpen: (messageId: string | null) => void;
  /** What comes below. */
  children: ReactNode;
}) {
  const causes = useCauses(name, minutes);
  const funnel = useFunnel(name, minutes);
  const retrying = useRetrying(name);
  const { data: metrics } = useQueueMetrics(name, minutes);
  const reporting = judgeReporting(funnel.data, metrics?.series.received);
  const window = WINDOW_WORDS[minutes];
  // Nothing is drawn below a panel before it is known how much room that takes.
  const [settled, setSettled] = useState(false);
  if (!settled && [causes, funnel, retrying].every(({ data, error }) => data ?? error)) setSettled(true);
  return (
    <div className="@container">
      <div className="grid grid-cols-1 @5xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] @5xl:border-b">
        <CausesPanel
          list={causes.data}
          problem={causes.error?.message ?? null}
          reporting={reporting}
          window={window}
          deadLetterQueue={deadLetterQueue}
          className="@5xl:border-r @5xl:border-b-0"
        />
        {settled && (
          <FunnelPanel
            funnel={funnel.data}
            problem={funnel.error?.message ?? null}
            reporting={reporting}
            window={window}
            className="@5xl:border-b-0"
          />
        )}
      </div>
      {settled && (
        <>
          <RetryingPanel
            list={retrying.data}
            problem={retrying.error?.message ?? null}
            reporting={reporting}
            openId={openId}
            onOpen={onOpen}
          />
          {children}
        </>
      )}
      {openId !== null && retrying.data && (
        <Suspense>
          <RetriedMessage messageId={openId} list={retrying.data} onOpen={onOpen} />
        </Suspense>
      )}
    </div>
  );
}

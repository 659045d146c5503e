'use client';

import { useQueryStates } from 'nuqs';
import { lazy, Suspense } from 'react';

import { QueueCharts } from '#components/queues/charts/queue-charts.tsx';
import { Facts } from '#components/queues/facts/facts.tsx';
import { FindingsPanel } from '#components/queues/findings/findings-panel.tsx';
import { SourceCauses } from '#components/queues/findings/source-causes.tsx';
import { holdsDeadLetters } from '#components/queues/holds-dead-letters.ts';
import { QueueHeader } from '#components/queues/queue-header.tsx';
import { QueueProblem } from '#components/queues/queue-problem.tsx';
import { Segmented } from '#components/ui/segmented.tsx';

import { useQueue, useQueueMetrics } from '../../_data/use-queue.ts';
import { useOverviewMetrics } from '../../_data/use-queues.ts';
import { Attempts } from './attempts.tsx';
import { isDeadLetterQueueOnly } from './dead-letter-queue-only.ts';
import { Flow } from './flow.tsx';
import { queueSearchParams, WINDOWS } from './search-params.ts';

const Send = lazy(() => import('./send.tsx'));

export function Queue({ name }: { name: string }) {
  const [{ minutes, send, message }, setParams] = useQueryStates(queueSearchParams);
  const { data: queue, error } = useQueue(name);
  const { data: metrics } = useQueueMetrics(name, minutes);
  const { samples } = useOverviewMetrics().data ?? {};
  if (error && (!queue || error.status === 404)) return <QueueProblem name={name} error={error} />;

  const charts = (
    <div className="px-6 py-4">
      <h2 className="pb-2 font-medium">Over time</h2>
      <QueueCharts
        metrics={metrics}
        samples={samples?.[name] ?? []}
        deadLetterSamples={queue?.deadLetterQueue ? (samples?.[queue.deadLetterQueue] ?? []) : null}
        minutes={minutes}
      />
    </div>
  );
  return (
    <>
      <QueueHeader name={name} queue={queue}>
        <button
          type="button"
          className={queue && holdsDeadLetters(queue) ? 'btn' : 'btn btn-accent'}
          aria-expanded={send}
          onClick={() => void setParams({ send: !send })}
        >
          Send messages
        </button>
      </QueueHeader>
      {queue ? (
        <>
          <Flow queue={queue} minutes={minutes} />
          <FindingsPanel
            key={name}
            queue={name}
            findings={queue.findings}
            unchecked={queue.unavailable.filter(({ part }) => part !== 'tags').map(({ message }) => message)}
          />
          <div
            className={`grid grid-cols-1 ${send ? 'lg:grid-cols-[minmax(0,1fr)_480px]' : 'lg:grid-cols-[minmax(0,1fr)_340px]'}`}
          >
            <div className="min-w-0 lg:border-r">
              <div className="flex items-center gap-3 border-b px-6 py-2">
                <p className="label">Figures of the last</p>
                <Segmented
                  label="Window"
                  options={WINDOWS}
                  value={minutes}
                  onChange={(value) => void setParams({ minutes: value })}
                />
              </div>
              {isDeadLetterQueueOnly(queue) ? (
                <>
                  <SourceCauses sources={queue.deadLetterSources} />
                  {charts}
                </>
              ) : (
                <Attempts
                  key={name}
                  name={name}
                  deadLetterQueue={queue.deadLetterQueue}
                  minutes={minutes}
                  openId={message}
                  onOpen={(messageId) => void setParams({ message: messageId })}
                >
                  {charts}
                </Attempts>
              )}
            </div>
            {send ? (
              <div className="order-first lg:order-none">
                <Suspense>
                  <Send queue={queue} onClose={() => void setParams({ send: false })} />
                </Suspense>
              </div>
            ) : (
              <div className="px-6 py-4">
                <Facts queue={queue} />
              </div>
            )}
          </div>
        </>
      ) : (
        <div className="h-[201px] border-b px-6 py-5">
          <div className="pulse h-full" />
        </div>
      )}
    </>
  );
}

'use client';

import { useQueryStates } from 'nuqs';
import { lazy, Suspense } from 'react';

import { QueueCharts } from '#components/queues/charts/queue-charts.tsx';
import { Facts } from '#components/queues/facts/facts.tsx';
import { DeadLetterFlow } from '#components/queues/pipeline/dead-letter-flow.tsx';
import { Pipeline } from '#components/queues/pipeline/pipeline.tsx';
import { QueueHeader } from '#components/queues/queue-header.tsx';
import { QueueProblem } from '#components/queues/queue-problem.tsx';
import { Segmented } from '#components/ui/segmented.tsx';

import { useQueue, useQueueMetrics } from '../../_data/use-queue.ts';
import { useOverviewMetrics } from '../../_data/use-queues.ts';
import { queueSearchParams, WINDOWS } from './search-params.ts';

const Send = lazy(() => import('./send.tsx'));

export function Queue({ name }: { name: string }) {
  const [{ minutes, send }, setParams] = useQueryStates(queueSearchParams);
  const { data: queue, error } = useQueue(name);
  const { data: metrics } = useQueueMetrics(name, minutes);
  const { samples, deadLetterAgeSeconds: ages } = useOverviewMetrics().data ?? {};
  if (error && (!queue || error.status === 404)) return <QueueProblem name={name} error={error} />;

  const sending = send && queue;
  const windowText = WINDOWS.find(([value]) => value === minutes)?.[1];
  const deadLetterQueue = queue?.deadLetterQueue;
  return (
    <>
      <QueueHeader name={name} queue={queue}>
        <button
          type="button"
          className={queue?.deadLetterSources.length ? 'btn' : 'btn btn-accent'}
          aria-expanded={send}
          onClick={() => void setParams({ send: !send })}
        >
          Send messages
        </button>
      </QueueHeader>
      {queue?.deadLetterSources.length && !queue.deadLetterQueue ? (
        <DeadLetterFlow queue={queue} ageSeconds={ages?.[name] ?? null} />
      ) : queue ? (
        <Pipeline queue={queue} metrics={metrics} windowLabel={`last ${windowText}`} />
      ) : (
        <div className="h-[201px] border-b px-6 py-5">
          <div className="pulse h-full" />
        </div>
      )}
      <div
        className={`grid grid-cols-1 ${sending ? 'lg:grid-cols-[minmax(0,1fr)_480px]' : 'lg:grid-cols-[minmax(0,1fr)_340px]'}`}
      >
        <div className="px-6 py-4 lg:border-r">
          <div className="mb-3 flex items-center justify-between">
            <h2 className="font-medium">Over time</h2>
            <Segmented
              label="Window"
              options={WINDOWS}
              value={minutes}
              onChange={(value) => void setParams({ minutes: value })}
            />
          </div>
          <QueueCharts
            metrics={metrics}
            samples={samples?.[name] ?? []}
            deadLetterSamples={deadLetterQueue ? (samples?.[deadLetterQueue] ?? []) : null}
            minutes={minutes}
          />
        </div>
        {sending ? (
          <div className="order-first lg:order-none">
            <Suspense>
              <Send queue={queue} onClose={() => void setParams({ send: false })} />
            </Suspense>
          </div>
        ) : (
          <div className="px-6 py-4">{queue && <Facts queue={queue} />}</div>
        )}
      </div>
    </>
  );
}

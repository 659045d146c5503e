'use client';

import { lazy, Suspense, useState } from 'react';

import { isUntouched } from '#components/queues/first-run/progress.ts';
import { OverviewStrip } from '#components/queues/overview/overview-strip.tsx';
import { QueueTable } from '#components/queues/overview/queue-table.tsx';
import { sumTotals } from '#components/queues/overview/rows.ts';

import { hideFirstRun, isFirstRunHidden, readFirstRun } from './_data/first-run-store.ts';
import { useOverviewMetrics, useQueues } from './_data/use-queues.ts';

const FirstRun = lazy(() => import('./first-run.tsx'));

export function Overview() {
  const { data: list, error } = useQueues();
  const { data: metrics } = useOverviewMetrics();
  // Open by itself on an untouched desk and while a test batch is on its way; otherwise as the person chose.
  const [chosen, setChosen] = useState<boolean | null>(null);
  // No queue of an account is offered for a test unless it was made for one.
  const started = list && list.testQueue !== null && metrics;
  const firstRun =
    started && (chosen ?? (!isFirstRunHidden() && (readFirstRun() !== null || isUntouched(list, metrics))));
  const hide = () => {
    hideFirstRun();
    setChosen(false);
  };
  return (
    <>
      <h1 className="sr-only">Queues</h1>
      <OverviewStrip totals={list && sumTotals(list, metrics?.deadLetterAgeSeconds)} metrics={metrics} />
      {firstRun && (
        <Suspense fallback={<div className="h-44 border-b bg-sunken" />}>
          <FirstRun list={list} metrics={metrics} onHide={hide} />
        </Suspense>
      )}
      <QueueTable list={list} metrics={metrics} failed={error !== null}>
        {started && !firstRun && (
          <button type="button" className="btn ml-auto" onClick={() => setChosen(true)}>
            Test run
          </button>
        )}
      </QueueTable>
    </>
  );
}

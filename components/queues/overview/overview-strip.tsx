import type { ReactNode } from 'react';

import { formatCount, formatCounted, formatMinutes, formatShare } from '#components/ui/format.ts';
import type { OverviewMetrics } from '#lib/metrics/types';

import type { OverviewTotals } from './rows.ts';

function Figure({
  label,
  value,
  tone = '',
  children,
}: {
  label: string;
  value: string | undefined;
  tone?: string;
  children: ReactNode;
}) {
  return (
    <div className={`min-h-24 px-6 py-3 ${tone}`}>
      <dt className="label">{label}</dt>
      <dd className="pt-1">
        <span className="block h-8 text-[26px]/8 font-medium tracking-tight">{value}</span>
        <span className="label">{children}</span>
      </dd>
    </div>
  );
}

/** The four numbers of the first glance; a dash where there is no data. */
export function OverviewStrip({
  totals,
  metrics,
}: {
  totals: OverviewTotals | undefined;
  metrics: OverviewMetrics | undefined;
}) {
  const dead = totals?.deadLetters;
  const attempts = metrics?.attempts ?? null;
  const failed = metrics?.failedAttempts ?? null;
  const noMetrics = metrics && (metrics.error ?? 'No attempts reported');
  return (
    <dl
      title="Counts are approximate, as SQS reports them"
      className="grid grid-cols-2 border-b lg:grid-cols-4 [&>*]:not-first:border-l max-lg:[&>*]:nth-[n+3]:border-t"
    >
      <Figure
        label="Dead letters"
        value={totals && formatCount(dead)}
        tone={dead ? 'bg-danger-soft text-danger [&_.label]:text-danger' : ''}
      >
        {totals &&
          (dead
            ? `in ${formatCounted(totals.deadLetterQueues, 'queue')}${
                totals.oldestAgeSeconds === null ? '' : ` · oldest ${formatMinutes(totals.oldestAgeSeconds)}`
              }`
            : 'none')}
      </Figure>
      <Figure label="Retries, last 15 min" value={metrics && formatCount(metrics.retries)}>
        {attempts === null ? noMetrics : `of ${formatCounted(attempts, 'attempt')}`}
      </Figure>
      <Figure
        label="Failed attempts, last 15 min"
        value={metrics && (attempts && failed !== null ? formatShare(failed, attempts) : formatCount(failed))}
      >
        {attempts === null || failed === null
          ? noMetrics
          : `${formatCount(failed)} of ${formatCount(attempts)}`}
      </Figure>
      <Figure label="Waiting and in flight" value={totals && formatCount(totals.waiting + totals.inFlight)}>
        {totals && `${formatCount(totals.waiting)} waiting · ${formatCount(totals.inFlight)} in flight`}
      </Figure>
    </dl>
  );
}

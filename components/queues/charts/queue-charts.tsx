import type { DepthSample, QueueMetrics } from '#lib/metrics/types';

import { ChartPanel } from './chart-panel.tsx';
import { closedPeriods, toDeadLetterPoints, toDepthPoints, toPoints } from './chart-data.ts';

const DEPTH_LINES = [
  { key: 'visible', label: 'Waiting', color: 'var(--accent)' },
  { key: 'inFlight', label: 'In flight', color: 'var(--muted)' },
  { key: 'delayed', label: 'Delayed', color: 'var(--line-strong)' },
];

const RATE_LINES = [
  { key: 'sent', label: 'Sent', color: 'var(--accent)' },
  { key: 'received', label: 'Received', color: 'var(--muted)' },
  { key: 'deleted', label: 'Deleted', color: 'var(--ok)' },
];

const DEAD_LETTER_LINES = [{ key: 'deadLetters', label: 'Dead letters', color: 'var(--danger)' }];

const NO_DATA = 'No data in this window. CloudWatch is up to a few minutes behind.';

/** Depth, rates and dead letters over the chosen window, on one time axis. */
export function QueueCharts({
  metrics,
  samples,
  deadLetterSamples,
  minutes,
}: {
  metrics: QueueMetrics | undefined;
  samples: readonly DepthSample[];
  /** Of its dead-letter queue; null when it has none. */
  deadLetterSamples: readonly DepthSample[] | null;
  minutes: number;
}) {
  const toMs = Math.max(metrics?.readAtMs ?? 0, samples.at(-1)?.atMs ?? 0);
  const range = { fromMs: toMs - minutes * 60_000, toMs, empty: metrics?.error ?? NO_DATA };
  const inRange = ({ atMs }: { atMs: number }) => atMs >= range.fromMs;
  const period =
    metrics && (metrics.periodSeconds === 60 ? 'per minute' : `per ${metrics.periodSeconds / 60} minutes`);
  return (
    <div className="space-y-6">
      <ChartPanel
        title="Depth"
        points={metrics && toDepthPoints(metrics, samples).filter(inRange)}
        lines={DEPTH_LINES}
        {...range}
      />
      <ChartPanel
        title="Rates"
        {...(period && { unit: period })}
        points={
          metrics &&
          closedPeriods(toPoints(metrics, ['sent', 'received', 'deleted']), metrics).filter(inRange)
        }
        lines={RATE_LINES}
        {...range}
      />
      {deadLetterSamples && (
        <ChartPanel
          title="Dead letters"
          points={metrics && toDeadLetterPoints(metrics, deadLetterSamples).filter(inRange)}
          lines={DEAD_LETTER_LINES}
          {...range}
        />
      )}
    </div>
  );
}

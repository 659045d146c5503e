import { lazy, Suspense } from 'react';

import { isEmpty, type ChartPoint } from './chart-data.ts';
import type { ChartLine } from './time-chart.tsx';

const TimeChart = lazy(() => import('./time-chart.tsx'));

/** A titled chart with its legend. The chart library comes only when there is something to draw. */
export function ChartPanel({
  title,
  unit,
  points,
  lines,
  fromMs,
  toMs,
  empty,
}: {
  title: string;
  unit?: string;
  /** Undefined while loading. */
  points: ChartPoint[] | undefined;
  lines: readonly ChartLine[];
  fromMs: number;
  toMs: number;
  /** Why there is nothing, when there is nothing. */
  empty: string;
}) {
  const nothing =
    points &&
    isEmpty(
      points,
      lines.map(({ key }) => key),
    );
  return (
    <figure aria-label={title}>
      <figcaption className="flex items-baseline gap-4 pb-1">
        <span className="font-medium">{title}</span>
        {unit && <span className="label -ml-2">{unit}</span>}
        <span className="ml-auto flex gap-4">
          {lines.map(({ key, label, color }) => (
            <span key={key} className="label flex items-center gap-1.5">
              <span className="h-0.5 w-2.5 rounded-full" style={{ background: color }} />
              {label}
            </span>
          ))}
        </span>
      </figcaption>
      <div className="h-40">
        {points && !nothing ? (
          <Suspense fallback={null}>
            <TimeChart label={title} points={points} lines={lines} fromMs={fromMs} toMs={toMs} />
          </Suspense>
        ) : (
          nothing && (
            <p className="flex h-full items-center justify-center border-y border-dashed text-faint">
              {empty}
            </p>
          )
        )}
      </div>
    </figure>
  );
}

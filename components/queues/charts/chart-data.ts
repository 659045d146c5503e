import type { DepthSample, QueueMetrics } from '#lib/metrics/types';

/** One moment of a chart; null is a gap. */
export type ChartPoint = { atMs: number } & Record<string, number | null>;

type SeriesName = keyof QueueMetrics['series'];

/** The named series of `metrics`, moment by moment. */
export function toPoints(metrics: QueueMetrics, names: readonly SeriesName[]): ChartPoint[] {
  return metrics.timestampsMs.map((atMs, index) => {
    const point: ChartPoint = { atMs };
    for (const name of names) point[name] = metrics.series[name][index] ?? null;
    return point;
  });
}

/** Depth over time: CloudWatch's history up to where the desk's own, fresher samples begin, then those. */
export function toDepthPoints(metrics: QueueMetrics, samples: readonly DepthSample[]): ChartPoint[] {
  return [
    ...before(toPoints(metrics, ['visible', 'inFlight', 'delayed']), samples),
    ...samples.map(({ atMs, visible, inFlight, delayed }) => ({ atMs, visible, inFlight, delayed })),
  ];
}

/** Dead letters over time, in the same way; `samples` are those of the dead-letter queue. */
export function toDeadLetterPoints(metrics: QueueMetrics, samples: readonly DepthSample[]): ChartPoint[] {
  return [
    ...before(toPoints(metrics, ['deadLetters']), samples),
    ...samples.map(({ atMs, visible }) => ({ atMs, deadLetters: visible })),
  ];
}

function before(history: ChartPoint[], samples: readonly DepthSample[]): ChartPoint[] {
  const firstMs = samples[0]?.atMs ?? Infinity;
  return history.filter(({ atMs }) => atMs < firstMs);
}

/** True when no point has a number: nothing to draw, and not a flat line at zero. */
export function isEmpty(points: readonly ChartPoint[], keys: readonly string[]): boolean {
  return points.every((point) => keys.every((key) => point[key] == null));
}

/** Evenly spaced round times between the two, five or so of them. */
export function timeTicks(fromMs: number, toMs: number): number[] {
  const MINUTE = 60_000;
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360].map((minutes) => minutes * MINUTE);
  const step = steps.find((candidate) => (toMs - fromMs) / candidate <= 6) ?? 720 * MINUTE;
  const offset = new Date(fromMs).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((fromMs - offset) / step) * step + offset;
  return Array.from(
    { length: Math.max(0, Math.floor((toMs - first) / step) + 1) },
    (_, index) => first + index * step,
  );
}

/** Round counts from zero to at least `most`, at most five of them. */
export function countTicks(most: number): number[] {
  const wanted = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = Math.max(
    1,
    [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= wanted) ?? 1,
  );
  const whole = Math.ceil(step);
  return Array.from({ length: Math.ceil(Math.max(1, most) / whole) + 1 }, (_, index) => index * whole);
}

/** `points` without the period that is still going on: half of it is not a drop. */
export function closedPeriods(points: readonly ChartPoint[], metrics: QueueMetrics): ChartPoint[] {
  return points.filter(({ atMs }) => atMs + metrics.periodSeconds * 1000 <= metrics.readAtMs);
}

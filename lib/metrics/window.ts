const MINUTE_MS = 60_000;
const MAX_POINTS = 200;
/** Periods that divide an hour or a day evenly. */
const PERIODS_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120] as const;

/** A stretch of time cut into periods that CloudWatch takes; start included, end excluded. */
export interface MetricsWindow {
  periodSeconds: number;
  startMs: number;
  endMs: number;
  /** Start of each period, oldest first. */
  timestampsMs: number[];
}

/** The last `minutes`, the current period included, in at most about 200 periods aligned to the clock. */
export function metricsWindow(minutes: number, nowMs: number): MetricsWindow {
  const periodMinutes = PERIODS_MINUTES.find((period) => minutes / period <= MAX_POINTS) ?? 120;
  const periodMs = periodMinutes * MINUTE_MS;
  const points = Math.ceil(minutes / periodMinutes);
  const endMs = (Math.floor(nowMs / periodMs) + 1) * periodMs;
  const startMs = endMs - points * periodMs;
  return {
    periodSeconds: periodMinutes * 60,
    startMs,
    endMs,
    timestampsMs: Array.from({ length: points }, (_, index) => startMs + index * periodMs),
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** CloudWatch's quotas, and what the engine bounds to stay small. */
export const CLOUDWATCH_LIMITS = {
  namespaceLength: 255,
  nameLength: 255,
  dimensionNameLength: 255,
  dimensionValueLength: 1024,
  dimensionsPerMetric: 30,
  metricsPerPut: 1000,
  valuesPerDatum: 150,
  /** Values lie within ±2^360. */
  absoluteValue: 2 ** 360,
  datumPastMs: 14 * DAY_MS,
  datumFutureMs: 2 * HOUR_MS,
  queriesPerRequest: 500,
  datapointsPerRequest: 100_800,
  datapointsPerStatistics: 1_440,
  metricsPerListPage: 500,
  dimensionFilters: 10,
  /** A metric without data for this long is no longer listed. */
  listedMs: 14 * DAY_MS,
  recentlyActiveMs: 3 * HOUR_MS,
  sweepMs: HOUR_MS,
  /** Distinct values a minute keeps exactly; beyond that percentiles are approximate. */
  distinctValuesPerMinute: 256,
  alarms: 5_000,
  alarmNames: 100,
  alarmsPerPage: 100,
  alarmsPerPageByDefault: 50,
  actionsPerState: 5,
  /** All periods of an alarm together: seven days, one day where a period is shorter than an hour. */
  alarmSpanSeconds: 604_800,
  shortAlarmSpanSeconds: 86_400,
  shortAlarmPeriodSeconds: 3_600,
  /** How far back periods that nobody has asked about are judged. */
  alarmCatchUpMs: 3 * HOUR_MS,
  emfMetricsPerDirective: 100,
  emfValuesPerMetric: 100,
} as const;

/** How long points of a grain are kept; `next` is the grain they become part of then. */
export interface Tier {
  grainMs: number;
  retentionMs: number;
  next: number | undefined;
}

const FIVE_MINUTES_MS = 5 * MINUTE_MS;

/** High-resolution samples, which the minutes hold too. */
export const SECOND_TIER: Tier = { grainMs: 1000, retentionMs: 3 * HOUR_MS, next: undefined };
export const MINUTE_TIER: Tier = { grainMs: MINUTE_MS, retentionMs: 15 * DAY_MS, next: FIVE_MINUTES_MS };

/** Finest first. */
export const TIERS: readonly Tier[] = [
  SECOND_TIER,
  MINUTE_TIER,
  { grainMs: FIVE_MINUTES_MS, retentionMs: 63 * DAY_MS, next: HOUR_MS },
  { grainMs: HOUR_MS, retentionMs: 455 * DAY_MS, next: undefined },
];

/** High-resolution periods besides the multiples of 60. */
export const SUB_MINUTE_PERIODS_SECONDS: readonly number[] = [1, 5, 10, 20, 30];

/** Periods that an alarm may have besides the multiples of 60. */
export const ALARM_PERIODS_BELOW_A_MINUTE: readonly number[] = [10, 20, 30];

export const UNITS = [
  'Seconds',
  'Microseconds',
  'Milliseconds',
  'Bytes',
  'Kilobytes',
  'Megabytes',
  'Gigabytes',
  'Terabytes',
  'Bits',
  'Kilobits',
  'Megabits',
  'Gigabits',
  'Terabits',
  'Percent',
  'Count',
  'Bytes/Second',
  'Kilobytes/Second',
  'Megabytes/Second',
  'Gigabytes/Second',
  'Terabytes/Second',
  'Bits/Second',
  'Kilobits/Second',
  'Megabits/Second',
  'Gigabits/Second',
  'Terabits/Second',
  'Count/Second',
  'None',
] as const;

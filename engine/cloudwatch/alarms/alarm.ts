import type { DimensionInput } from '../actions/inputs.ts';

export const STATE_VALUES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;

export type StateValue = (typeof STATE_VALUES)[number];

export const COMPARISONS = {
  GreaterThanThreshold: { holds: (value, threshold) => value > threshold, words: 'greater than' },
  GreaterThanOrEqualToThreshold: {
    holds: (value, threshold) => value >= threshold,
    words: 'greater than or equal to',
  },
  LessThanThreshold: { holds: (value, threshold) => value < threshold, words: 'less than' },
  LessThanOrEqualToThreshold: {
    holds: (value, threshold) => value <= threshold,
    words: 'less than or equal to',
  },
} as const satisfies Record<string, { holds: (value: number, threshold: number) => boolean; words: string }>;

export type ComparisonOperator = keyof typeof COMPARISONS;

export const MISSING_DATA = ['breaching', 'notBreaching', 'ignore', 'missing'] as const;

/** What PutMetricAlarm was given and DescribeAlarms gives back, as it travels. */
export interface AlarmDefinition {
  AlarmName: string;
  AlarmDescription?: string;
  ActionsEnabled?: boolean;
  OKActions?: string[];
  AlarmActions?: string[];
  InsufficientDataActions?: string[];
  Namespace: string;
  MetricName: string;
  Dimensions?: DimensionInput[];
  Statistic?: string;
  ExtendedStatistic?: string;
  Unit?: string;
  /** Seconds: 10, 20, 30 or a multiple of 60. */
  Period: number;
  /** The N of M out of N. */
  EvaluationPeriods: number;
  /** The M, at most N; absent: N. */
  DatapointsToAlarm?: number;
  Threshold: number;
  ComparisonOperator: ComparisonOperator;
  /** Absent: missing. */
  TreatMissingData?: (typeof MISSING_DATA)[number];
  EvaluateLowSampleCountPercentile?: string;
}

export interface AlarmState {
  value: StateValue;
  reason: string;
  /** When it took this value. */
  sinceMs: number;
}

export interface Alarm {
  definition: AlarmDefinition;
  configuredAtMs: number;
  state: AlarmState;
  /** The end of the last period that was judged. */
  judgedUntilMs: number;
}

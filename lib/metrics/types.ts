/** Points of one series; null is a gap: CloudWatch has no data there, which is not zero. */
export type Points = (number | null)[];

/** `GET /api/queues/{name}/metrics?minutes=60`. All series share `timestampsMs`, oldest first. */
export interface QueueMetrics {
  periodSeconds: number;
  timestampsMs: number[];
  series: {
    visible: Points;
    inFlight: Points;
    delayed: Points;
    sent: Points;
    received: Points;
    deleted: Points;
    oldestAgeSeconds: Points;
    deadLetters: Points;
  };
  /** Attempts of the window by attempt number, from the processor's own metrics; empty when it publishes none. */
  attempts: { attempt: string; attempts: number; failures: number }[];
  /** Messages of the window that failed at their last receive; null where that cannot be told. */
  died: number | null;
  /** Age of the oldest dead letter, as CloudWatch last said; null when it does not. */
  deadLetterAgeSeconds: number | null;
  /** Why a part is missing (no permission, throttled), or null. */
  error: string | null;
  readAtMs: number;
}

/** Depth of one queue as this server polled it, for the live line. At most the last 15 minutes. */
export interface DepthSample {
  atMs: number;
  visible: number;
  inFlight: number;
  delayed: number;
}

/** `GET /api/overview`: what the overview's strip and sparklines show. */
export interface OverviewMetrics {
  /** Per queue: recent depth samples for the sparkline. */
  samples: Record<string, DepthSample[]>;
  /** Failed attempts and retries in the last 15 minutes over all queues; null without processor metrics. */
  failedAttempts: number | null;
  retries: number | null;
  attempts: number | null;
  /** Age in seconds of the oldest message of each dead-letter queue, where CloudWatch knows. */
  deadLetterAgeSeconds: Record<string, number>;
  error: string | null;
  readAtMs: number;
}

import type { RunOptions } from '#lib/redrive/mover/run';

/** What a mover's process is told to do. */
export interface MoverOrder {
  /** Stands in for AWS. */
  endpoint: string;
  jobId: string;
  options: Partial<RunOptions>;
}

/** `over`: the job has ended, is paused, or somebody else has its lease. `broken`: a defect of ours. */
export type MoverReport = { kind: 'ready' } | { kind: 'over' } | { kind: 'broken'; error: string };

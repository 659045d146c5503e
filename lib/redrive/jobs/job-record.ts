import { STATE_KEYS } from '#lib/state/keys';
import type { StateItem } from '#lib/state/read-index-page';
import type {
  CanaryRules,
  EditRules,
  JobAction,
  JobOutcome,
  JobStage,
  JobStatus,
  RedriveJob,
  Selection,
} from '../types.ts';
import { expiryOf, jobKey, JOBS_PARTITION, toKeyAttributes } from './keys.ts';

/** What a job was told to do; never changes. Long parts (message ids, a new body) are kept beside the job, see `job-input.ts`. */
export interface JobSpec {
  action: JobAction;
  source: string | null;
  file: string | null;
  target: string | null;
  targetFunction: string | null;
  selection: Exclude<Selection, { messageIds: string[] }> | { messageIdCount: number };
  edit: Omit<EditRules, 'body'> | null;
  hasNewBody: boolean;
  ratePerSecond: number | null;
  canary: CanaryRules | null;
  reason: string | null;
  label: string | null;
  createdBy: string;
  lineage: boolean;
  allowManyGenerations: boolean;
  resendUnconfirmed: boolean;
}

/** What a job has come to; written by its run alone. */
export interface JobProgress {
  /** Messages it is about; approximate until `selectedIsExact`. */
  selected: number;
  selectedIsExact: boolean;
  moved: number;
  skipped: number;
  failed: number;
  mayBeDoubled: number;
  stages: JobStage[];
  movedPerSecond: number | null;
  /** Since when the present stage waits for outcomes, over all runs; null while it does not. */
  watchingSinceMs: number | null;
}

export interface JobRecord {
  id: string;
  status: JobStatus;
  statusReason: string | null;
  spec: JobSpec;
  progress: JobProgress;
  /** How many runs it has had: each begins with a lease of its own. */
  run: number;
  leaseOwner: string | null;
  leaseUntilMs: number;
  createdAtMs: number;
  startedAtMs: number | null;
  endedAtMs: number | null;
  updatedAtMs: number;
}

const ENDED: ReadonlySet<JobStatus> = new Set(['cancelled', 'stopped', 'completed', 'failed']);

export function hasEnded({ status }: { status: JobStatus }): boolean {
  return ENDED.has(status);
}

export const NO_OUTCOME: JobOutcome = {
  succeeded: 0,
  failingAgain: 0,
  deadAgain: 0,
  pending: 0,
  expired: 0,
  unknown: 0,
};

/** The item of a new job. Specification and progress are JSON text, since nothing asks for a part of them. */
export function toJobItem(job: JobRecord): StateItem {
  const { spec, progress, ...fields } = job;
  return {
    ...toKeyAttributes(jobKey(job.id)),
    ...fields,
    spec: JSON.stringify(spec),
    progress: JSON.stringify(progress),
    [STATE_KEYS.index.partition]: JOBS_PARTITION,
    [STATE_KEYS.index.sort]: `${String(job.createdAtMs).padStart(13, '0')}#${job.id}`,
    [STATE_KEYS.expiry]: expiryOf(job.createdAtMs),
  };
}

/** The job in an item; null for an item that is none, or past its expiry. */
export function fromJobItem(item: StateItem, nowMs: number): JobRecord | null {
  const { id, status, spec, progress } = item;
  if (typeof id !== 'string' || typeof spec !== 'string' || typeof progress !== 'string') return null;
  const expiry = item[STATE_KEYS.expiry];
  if (typeof expiry === 'number' && expiry * 1000 <= nowMs) return null;
  const number = (name: string) => (typeof item[name] === 'number' ? item[name] : null);
  const text = (name: string) => (typeof item[name] === 'string' ? item[name] : null);
  return {
    id,
    status: status as JobStatus,
    statusReason: text('statusReason'),
    spec: JSON.parse(spec) as JobSpec,
    progress: JSON.parse(progress) as JobProgress,
    run: number('run') ?? 0,
    leaseOwner: text('leaseOwner'),
    leaseUntilMs: number('leaseUntilMs') ?? 0,
    createdAtMs: number('createdAtMs') ?? 0,
    startedAtMs: number('startedAtMs'),
    endedAtMs: number('endedAtMs'),
    updatedAtMs: number('updatedAtMs') ?? 0,
  };
}

/** A job as pages and scripts see it. `outcome`: of all moved messages, where it has been looked up. */
export function toRedriveJob(
  job: JobRecord,
  { outcome, messageIds }: { outcome?: JobOutcome; messageIds?: string[] } = {},
): RedriveJob {
  const { id, status, statusReason, spec, progress } = job;
  const { selected, selectedIsExact, moved, skipped, failed, mayBeDoubled, stages, movedPerSecond } =
    progress;
  const { selection } = spec;
  const settled = moved + skipped + failed;
  return {
    id,
    action: spec.action,
    status,
    statusReason,
    source: spec.source,
    file: spec.file,
    target: spec.target,
    targetFunction: spec.targetFunction,
    selection: 'messageIdCount' in selection ? { messageIds: messageIds ?? [] } : selection,
    selectedIds: 'messageIdCount' in selection ? selection.messageIdCount : null,
    label: spec.label,
    edit: spec.edit,
    ratePerSecond: spec.ratePerSecond,
    canary: spec.canary,
    reason: spec.reason,
    createdBy: spec.createdBy,
    // What a depth said at the start can be less than what was there.
    totals: {
      selected: Math.max(selected, settled),
      moved,
      skipped,
      failed,
      left: Math.max(selected - settled, 0),
    },
    selectedIsExact,
    mayBeDoubled,
    outcome: outcome ?? sumOutcomes(stages.map((stage) => stage.outcome)),
    stages,
    movedPerSecond: status === 'running' || status === 'pausing' ? movedPerSecond : null,
    createdAtMs: job.createdAtMs,
    startedAtMs: job.startedAtMs,
    endedAtMs: job.endedAtMs,
    updatedAtMs: job.updatedAtMs,
  };
}

export function sumOutcomes(outcomes: readonly JobOutcome[]): JobOutcome {
  const sum = { ...NO_OUTCOME };
  for (const outcome of outcomes) {
    for (const name of Object.keys(sum) as (keyof JobOutcome)[]) sum[name] += outcome[name];
  }
  return sum;
}

import type { JobMessage, JobOutcome, JobStage, MoveTask, RedriveJob, RedriveList } from '#lib/redrive/types';

export function outcome(part: Partial<JobOutcome> = {}): JobOutcome {
  return { succeeded: 0, failingAgain: 0, deadAgain: 0, pending: 0, expired: 0, unknown: 0, ...part };
}

/** A stage that has not begun; `size` null is the rest. */
export function stage(size: number | null, part: Partial<JobStage> = {}): JobStage {
  return {
    size,
    status: 'waiting',
    moved: 0,
    outcome: outcome(),
    startedAtMs: null,
    endedAtMs: null,
    ...part,
  };
}

/** A job of `selected` messages in one stage that has just begun; its totals add up unless `part` says otherwise. */
export function redriveJob(part: Partial<RedriveJob> = {}): RedriveJob {
  const selected = part.totals?.selected ?? 312;
  return {
    id: '0198f2c1-6a1e-7d2f-9a40-3b5f6c7d8e90',
    action: 'redrive',
    status: 'running',
    statusReason: null,
    source: 'orders-dlq',
    file: null,
    target: null,
    targetFunction: null,
    selection: { all: true },
    selectedIds: null,
    label: null,
    edit: null,
    ratePerSecond: null,
    canary: null,
    reason: null,
    createdBy: 'ada',
    totals: { selected, moved: 0, skipped: 0, failed: 0, left: selected },
    selectedIsExact: true,
    mayBeDoubled: 0,
    outcome: outcome(),
    stages: [stage(null, { status: 'moving' })],
    movedPerSecond: null,
    createdAtMs: 0,
    startedAtMs: null,
    endedAtMs: null,
    updatedAtMs: 0,
    ...part,
  };
}

export function jobMessage(part: Partial<JobMessage> & { messageId: string }): JobMessage {
  return {
    list: 'moved',
    newMessageId: `new-${part.messageId}`,
    target: 'orders',
    mayBeDoubled: false,
    code: null,
    message: null,
    outcome: 'pending',
    atMs: 0,
    ...part,
  };
}

export function moveTask(part: Partial<MoveTask> = {}): MoveTask {
  return {
    id: 'task-1',
    status: 'running',
    source: 'orders-dlq',
    target: null,
    ratePerSecond: null,
    moved: 0,
    toMove: null,
    startedAtMs: 0,
    failureReason: null,
    ...part,
  };
}

export function redriveList(part: Partial<RedriveList> = {}): RedriveList {
  return { jobs: [], truncated: false, jobsError: null, tasks: [], unreadable: [], ...part };
}

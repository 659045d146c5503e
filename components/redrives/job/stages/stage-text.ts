import { formatCount, formatCounted } from '#components/ui/format.ts';
import type { JobStage, RedriveJob, StageStatus } from '#lib/redrive/types';

export const STAGE_STATUS: Record<StageStatus, { text: string; tone: string }> = {
  waiting: { text: 'Waiting', tone: 'text-faint' },
  moving: { text: 'Moving', tone: 'text-accent' },
  watching: { text: 'Watching', tone: 'text-accent' },
  passed: { text: 'Passed', tone: 'text-ok' },
  stopped: { text: 'Stopped here', tone: 'text-danger' },
};

/** The stage that something happens in; -1 before the first and after the last. */
export function findCurrent(stages: readonly JobStage[]): number {
  return stages.findIndex(({ status }) => status === 'moving' || status === 'watching');
}

/** Messages a stage is for; null for a rest of which it is not known yet how many that is. */
export function sizeOf(job: RedriveJob, index: number): number | null {
  const stage = job.stages[index];
  if (!stage) return null;
  const before = job.stages.slice(0, index);
  if (before.some(({ size }) => size === null)) return null;
  const planned = before.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const rest = Math.max(0, job.totals.selected - planned);
  if (job.selectedIsExact) return stage.size === null ? rest : Math.min(stage.size, rest);
  // What is known of the number may be far too low: a job finds its messages while it moves them.
  return stage.size ?? (rest || null);
}

/** `5 messages`, `the rest, about 8,000`. */
export function describeSize(job: RedriveJob, index: number): string {
  const size = sizeOf(job, index);
  if (job.stages.length === 1) return size === null ? 'all' : `all ${formatCount(size)}`;
  if (job.stages[index]?.size !== null) return size === null ? '' : formatCounted(size, 'message');
  if (size === 0) return 'no rest';
  return size === null ? 'the rest' : `the rest, ${job.selectedIsExact ? '' : 'about '}${formatCount(size)}`;
}

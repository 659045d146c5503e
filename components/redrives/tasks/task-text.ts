import { formatCount, formatCounted } from '#components/ui/format.ts';
import type { MoveTask } from '#lib/redrive/types';

export const TASK_STATUS: Record<MoveTask['status'], { text: string; tone: string }> = {
  running: { text: 'Running', tone: 'text-accent' },
  cancelling: { text: 'Cancelling', tone: 'text-warning' },
  cancelled: { text: 'Cancelled', tone: 'text-muted' },
  completed: { text: 'Completed', tone: 'text-ok' },
  failed: { text: 'Failed', tone: 'text-danger' },
};

export function isActive({ status }: MoveTask): boolean {
  return status === 'running' || status === 'cancelling';
}

/** `about 120 of about 200 messages`; AWS's counters lag, so nothing here is exact. */
export function describeProgress({ moved, toMove }: MoveTask): string {
  return toMove === null
    ? `about ${formatCounted(moved, 'message')}`
    : `about ${formatCount(moved)} of ${formatCounted(toMove, 'message')}`;
}

/** What AWS's failure codes mean for the person who reads them. */
const REASONS: Partial<Record<string, string>> = {
  'AWS.SimpleQueueService.NonExistentQueue': 'the target queue was deleted while messages were moving',
  AccessDenied: 'the permission to read this queue or to send to the target was missing',
  CouldNotDetermineMessageSource:
    'a message was sent here directly, so AWS does not know where it came from; choose a target',
};

export function describeFailure(reason: string | null): string {
  if (!reason) return 'AWS gives no reason';
  const meaning = REASONS[reason];
  return meaning ? `${meaning} (${reason})` : reason;
}

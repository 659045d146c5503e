import { formatCounted } from '#components/ui/format.ts';
import type { JobAction, RedriveJob } from '#lib/redrive/types';

const ACTIONS: Record<JobAction, string> = { redrive: 'Redrive', delete: 'Deletion', restore: 'Restore' };

/** What a job does to a message, as its totals name it. */
export const DONE_WORDS: Record<JobAction, string> = {
  redrive: 'moved',
  delete: 'deleted',
  restore: 'sent back',
};

/** `everything`, `312 chosen messages`, `messages of the cause 9f2c41ab`, `messages that match body.type = "order"`. */
export function describeSelection({
  selection,
  selectedIds,
  label,
}: Pick<RedriveJob, 'selection' | 'selectedIds' | 'label'>): string {
  if (label !== null) return label;
  if ('all' in selection) return 'everything';
  if ('messageIds' in selection) {
    return formatCounted(selectedIds ?? selection.messageIds.length, 'chosen message');
  }
  if ('fingerprint' in selection) return `messages of the cause ${selection.fingerprint.slice(0, 12)}`;
  return `messages that match ${selection.query}`;
}

/** `Redrive of 312 chosen messages`. */
export function describeJob(job: Pick<RedriveJob, 'action' | 'selection' | 'selectedIds' | 'label'>): string {
  const what = job.action === 'restore' && 'all' in job.selection ? 'a file' : describeSelection(job);
  return `${ACTIONS[job.action]} of ${what}`;
}

/** Where its messages go: a name, or null where they only leave. */
export function describeTarget({
  action,
  target,
  targetFunction,
}: Pick<RedriveJob, 'action' | 'target' | 'targetFunction'>): string | null {
  if (action === 'delete') return null;
  return targetFunction ?? target ?? 'where each came from';
}

/** Where its messages are: a queue, or a file. */
export function describeSource({ source, file }: Pick<RedriveJob, 'source' | 'file'>): string {
  return source ?? (file === null ? 'nowhere' : `file ${file.slice(0, 8)}`);
}

/** Whether a job tells what it was for well enough to be made again: of very many ids it only keeps the number. */
export function isRepeatable({ action, selection, selectedIds }: RedriveJob): boolean {
  // Every message of a file would be sent again, so there is no rest of a restore.
  if (action !== 'redrive') return false;
  return !('messageIds' in selection) || selection.messageIds.length === selectedIds;
}

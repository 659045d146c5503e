import type { AuditAction, AuditEntry, AuditOutcome } from '#lib/access/types';

/** What was asked for: an entry may be of what was refused, or failed. */
export const ACTION_TEXT: Record<AuditAction, string> = {
  send: 'Send messages',
  redrive: 'Redrive',
  restore: 'Restore a file',
  delete: 'Delete messages',
  pause: 'Pause a job',
  resume: 'Resume a job',
  cancel: 'Cancel a job',
  upload: 'Upload a file',
  unmask: 'Show masked values',
  'sign-in': 'Sign in',
  'sign-out': 'Sign out',
};

export const OUTCOME_TEXT: Record<AuditOutcome, string> = {
  done: 'Done',
  failed: 'Failed',
  refused: 'Refused',
  begun: 'Outcome unknown',
};

export const OUTCOME_TONE: Record<AuditOutcome, string> = {
  done: 'text-ok',
  failed: 'text-danger',
  refused: 'text-warning',
  begun: 'text-faint',
};

/** `Refused: not-permitted`, with how many more there were. */
export function outcomeOf({ outcome, code, suppressed }: AuditEntry): string {
  const text = code === null ? OUTCOME_TEXT[outcome] : `${OUTCOME_TEXT[outcome]}: ${code}`;
  return suppressed > 0 ? `${text} (and ${suppressed} more before)` : text;
}

/** `2026-11-25 14:03:10`, in UTC as the filters are: people of several places compare what they read here. */
export function timeOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
}

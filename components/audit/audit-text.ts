import type { AuditAction, AuditEntry, AuditOutcome } from '#lib/access/types';

export const ACTION_TEXT: Record<AuditAction, string> = {
  send: 'Sent messages',
  redrive: 'Redrove',
  restore: 'Restored a file',
  delete: 'Deleted messages',
  pause: 'Paused a job',
  resume: 'Resumed a job',
  cancel: 'Cancelled a job',
  upload: 'Uploaded a file',
  unmask: 'Unmasked messages',
  'sign-in': 'Signed in',
  'sign-out': 'Signed out',
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

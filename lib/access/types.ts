/** `GET /api/health`. */
export interface Health {
  /** `unreachable`: AWS did not answer; `endpoint` names what was tried. */
  status: 'ok' | 'unreachable';
  /** `local` when an endpoint of our own choosing stands in for AWS. */
  mode: 'local' | 'aws';
  region: string;
  endpoint: string;
  message: string | null;
}

/** The body of every answer that is not a success. */
export interface ErrorBody {
  error: { code: string; message: string; field?: string };
}

/** Each role may do what the one before it may. */
export const ROLES = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** `read`: look at everything, masked. `operate`: change something. `unmask`: see what is masked. */
export type Right = 'read' | 'operate' | 'unmask';

/** Who asks. */
export interface Person {
  /** The provider's name for the account, which never changes. */
  subject: string;
  /** What people call them. */
  name: string;
  role: Role;
}

/** `GET /api/session`. */
export interface SessionInfo {
  name: string;
  role: Role;
  rights: readonly Right[];
  /** False where nobody logs in: there is nothing to sign out of. */
  login: boolean;
  /** Something of messages is masked here, for everybody at first. */
  masks: boolean;
}

export const AUDIT_ACTIONS = [
  'send',
  'redrive',
  'restore',
  'delete',
  'pause',
  'resume',
  'cancel',
  'upload',
  'unmask',
  'sign-in',
  'sign-out',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** `begun`: the desk ended, or its table failed, before the outcome was written: nobody knows. */
export const AUDIT_OUTCOMES = ['done', 'failed', 'refused', 'begun'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export interface AuditEntry {
  id: string;
  atMs: number;
  /** Empty for a stranger. */
  subject: string;
  name: string;
  role: Role | null;
  action: AuditAction;
  /** A queue, a job, a file. */
  target: string;
  reason: string | null;
  outcome: AuditOutcome;
  /** Why it failed or was refused: an error code. */
  code: string | null;
  requestId: string;
  /** As the nearest proxy says; null when nobody said. */
  address: string | null;
  /** Refusals of the same kind since the entry before that were only counted. */
  suppressed: number;
}

/** `GET /api/audit`, newest first. */
export interface AuditPage {
  entries: AuditEntry[];
  /** `cursor` of the next page; null after the last one. A page may have few entries, or none, and still have a next one. */
  next: string | null;
}

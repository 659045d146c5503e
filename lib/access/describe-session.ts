import type { ServedAccess } from './admit/identify.ts';
import { rightsOf } from './rights.ts';
import type { Person, SessionInfo } from './types.ts';

/** What a page is told of who looks at it. */
export function describeSession({ kind, mask }: ServedAccess, { name, role }: Person): SessionInfo {
  return { name, role, rights: rightsOf(role), login: kind === 'login', masks: mask.length > 0 };
}

import { DomainError } from '#lib/errors';
import type { Person, Right, Role } from './types.ts';

const RIGHTS: Record<Role, readonly Right[]> = {
  viewer: ['read'],
  operator: ['read', 'operate'],
  admin: ['read', 'operate', 'unmask'],
};

/** The least role that has a right, for sentences about what is missing. */
const NEEDED_ROLE: Record<Right, Role> = { read: 'viewer', operate: 'operator', unmask: 'admin' };

/** Who asks where nobody logs in: whoever sits at this machine, who may do everything. */
export const LOCAL_OPERATOR: Person = { subject: 'local', name: 'local operator', role: 'admin' };

export function rightsOf(role: Role): readonly Right[] {
  return RIGHTS[role];
}

/** @throws DomainError `not-permitted`, naming the role that is needed */
export function requireRight({ role }: Person, right: Right): void {
  if (RIGHTS[role].includes(right)) return;
  throw new DomainError(
    'not-permitted',
    `This needs the role ${NEEDED_ROLE[right]}; yours is ${role}. Ask whoever keeps the groups of your company's login.`,
  );
}

import { ROLES, type Role } from '../types.ts';

/** A claim with this value gives this role. */
export interface RoleRule {
  role: Role;
  value: string;
}

const isRole = (text: string): text is Role => ROLES.some((role) => role === text);

/**
 * Rules of `REDRIVE_OIDC_ROLES`: `viewer=sre-read,operator=sre,admin=platform-admins`; a role may come several times. Null where the text
 * is no such list, or gives nobody a role.
 */
export function parseRoleRules(text: string): RoleRule[] | null {
  const rules: RoleRule[] = [];
  for (const part of text.split(',').map((part) => part.trim())) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const role = part.slice(0, Math.max(at, 0)).trim();
    const value = part.slice(at + 1).trim();
    if (!isRole(role) || value === '') return null;
    rules.push({ role, value });
  }
  return rules.length > 0 ? rules : null;
}

/**
 * The highest role that the claim at `path` gives: a text, or a list of texts, that equals the value of a rule. Null where it gives none.
 * A claim whose own name has dots is found too.
 */
export function roleOfClaims(
  claims: Readonly<Record<string, unknown>>,
  path: string,
  rules: readonly RoleRule[],
): Role | null {
  const claim = claimAt(claims, path);
  const values = new Set<unknown>(Array.isArray(claim) ? claim : [claim]);
  const given = new Set(rules.filter(({ value }) => values.has(value)).map(({ role }) => role));
  return ROLES.findLast((role) => given.has(role)) ?? null;
}

/** Undefined where the claims have none. */
export function claimAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

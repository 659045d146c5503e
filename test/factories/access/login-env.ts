import { randomBytes } from 'node:crypto';
import { readAccessConfig, type LoginConfig } from '#lib/access/config/access-config';
import { sealCookie } from '#lib/access/session/sealed-cookie';
import { beginSession, SESSION_COOKIE, type Session } from '#lib/access/session/session';
import type { Role } from '#lib/access/types';

/** A secret for this run alone. */
export function newSecret(): string {
  return randomBytes(24).toString('hex');
}

/** The environment of a desk with a login; `part` changes or takes away. */
export function loginEnv(part: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  return {
    REDRIVE_OIDC_ISSUER: 'http://127.0.0.1:1',
    REDRIVE_OIDC_CLIENT_ID: 'desk',
    REDRIVE_OIDC_ROLES: 'viewer=readers,operator=sre,admin=platform',
    REDRIVE_SESSION_SECRET: newSecret(),
    REDRIVE_PUBLIC_URL: 'http://localhost:3000',
    ...part,
  };
}

/** Gives this process the environment, in place of what it had of the same names. */
export function useEnv(env: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** How this process lets people log in. */
export function currentLogin(): LoginConfig {
  const config = readAccessConfig(process.env);
  if (config.kind !== 'login') throw new TypeError('this process has no login');
  return config.login;
}

/** A `cookie` header of somebody who has signed in; `part` changes what the session says. */
export async function signedIn(
  role: Role,
  part: Partial<Session> = {},
  login: LoginConfig = currentLogin(),
): Promise<string> {
  const session = beginSession({ subject: `id-of-${role}`, name: `Ada ${role}`, role }, Date.now());
  const line = await sealCookie(login, SESSION_COOKIE, { ...session, ...part });
  return line.slice(0, line.indexOf(';'));
}

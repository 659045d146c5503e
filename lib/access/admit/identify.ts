import type { Context } from '#lib/context';
import { DomainError } from '#lib/errors';
import type { AccessConfig } from '../config/access-config.ts';
import { LOCAL_OPERATOR } from '../rights.ts';
import type { RouteRule } from '../routes/routes.ts';
import { isEnded } from '../session/ended-sessions.ts';
import { readSession, type Session } from '../session/session.ts';
import type { Person } from '../types.ts';

export type ServedAccess = Exclude<AccessConfig, { kind: 'refused' }>;

/** Who asks, and the session that says so; null where nobody logs in. */
export interface Identity {
  person: Person;
  session: Session | null;
}

/** The configuration, unless it serves nothing. @throws DomainError `access-not-configured` */
export function requireServed(
  config: AccessConfig,
  { terse = false }: Pick<RouteRule, 'terse'> = {},
): ServedAccess {
  if (config.kind !== 'refused') return config;
  throw new DomainError('access-not-configured', terse ? 'The desk is not set up yet.' : config.problem);
}

/** Who sends a request with these cookies; null for a stranger. `fresh`: a logout in another process counts at once. */
export async function identify(
  ctx: Context,
  config: ServedAccess,
  { cookieHeader, fresh }: { cookieHeader: string | null; fresh: boolean },
): Promise<Identity | null> {
  if (config.kind === 'local') return { person: LOCAL_OPERATOR, session: null };
  const session = await readSession(config.login, cookieHeader, ctx.clock.nowMs());
  if (!session || (await isEnded(ctx, session.id, fresh))) return null;
  const { subject, name, role } = session;
  return { person: { subject, name, role }, session };
}

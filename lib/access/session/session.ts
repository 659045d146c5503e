import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LoginConfig } from '../config/access-config.ts';
import { ROLES, type Person } from '../types.ts';
import { openCookie, sealCookie, type SealedCookie } from './sealed-cookie.ts';

/** In all, however busy. */
export const SESSION_SECONDS = 8 * 3600;
const IDLE_MS = 3_600_000;
/** A used session is sealed anew no more often. */
const RENEW_AFTER_MS = 300_000;

const SessionSchema = z.strictObject({
  id: z.string(),
  subject: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  issuedAtMs: z.number(),
  /** Up to five minutes old. */
  usedAtMs: z.number(),
});

export type Session = z.output<typeof SessionSchema>;

export const SESSION_COOKIE: SealedCookie<typeof SessionSchema> = {
  name: 'redrive-session',
  schema: SessionSchema,
  seconds: SESSION_SECONDS,
};

/** A session that begins now. */
export function beginSession(person: Person, nowMs: number): Session {
  return { ...person, id: randomUUID(), issuedAtMs: nowMs, usedAtMs: nowMs };
}

/** The session of a request; null where there is none, or it is over: after 8 hours, or one without use. It may have been logged out. */
export async function readSession(
  login: LoginConfig,
  cookieHeader: string | null,
  nowMs: number,
): Promise<Session | null> {
  const session = await openCookie(login, SESSION_COOKIE, cookieHeader);
  if (!session) return null;
  const isOver = nowMs - session.issuedAtMs >= SESSION_SECONDS * 1000 || nowMs - session.usedAtMs >= IDLE_MS;
  return isOver ? null : session;
}

/** A `set-cookie` header with the session as used now; null while the one there is will do. */
export async function renewSession(
  login: LoginConfig,
  session: Session,
  nowMs: number,
): Promise<string | null> {
  if (nowMs - session.usedAtMs < RENEW_AFTER_MS) return null;
  return sealCookie(login, SESSION_COOKIE, { ...session, usedAtMs: nowMs });
}

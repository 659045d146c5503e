import { createHash } from 'node:crypto';
import { sealData, unsealData } from 'iron-session';
import type { z } from 'zod';
import type { LoginConfig } from '../config/access-config.ts';
import { cookieName, type CookieKind } from './cookie-name.ts';

/** A cookie that only this desk can read and write. */
export interface SealedCookie<Schema extends z.ZodType> {
  name: CookieKind;
  /** What it holds. One kind of cookie is not taken for another: their content differs. */
  schema: Schema;
  seconds: number;
}

/** What the cookie holds; null where there is none, it was altered, sealed by another secret, or is too old. */
export async function openCookie<Schema extends z.ZodType>(
  login: LoginConfig,
  cookie: SealedCookie<Schema>,
  cookieHeader: string | null,
): Promise<z.output<Schema> | null> {
  const value = valueOf(cookieHeader, cookieName(login, cookie.name));
  if (value === null) return null;
  const password = Object.fromEntries(login.sessionSecrets.map((secret) => [idOf(secret), secret]));
  try {
    const content = await unsealData<unknown>(value, { password, ttl: cookie.seconds });
    return cookie.schema.safeParse(content).data ?? null;
  } catch {
    // What is no seal at all.
    return null;
  }
}

/** A `set-cookie` header with `content`. */
export async function sealCookie<Schema extends z.ZodType>(
  login: LoginConfig,
  cookie: SealedCookie<Schema>,
  content: z.output<Schema>,
): Promise<string> {
  const [secret = ''] = login.sessionSecrets;
  const value = await sealData(content, { password: { [idOf(secret)]: secret }, ttl: cookie.seconds });
  return setCookie(login, cookie, value, cookie.seconds);
}

/** A `set-cookie` header that makes browsers forget it. */
export function clearCookie(login: LoginConfig, cookie: SealedCookie<z.ZodType>): string {
  return setCookie(login, cookie, '', 0);
}

function setCookie(
  login: LoginConfig,
  cookie: SealedCookie<z.ZodType>,
  value: string,
  seconds: number,
): string {
  const secure = login.publicUrl.protocol === 'https:' ? '; Secure' : '';
  return `${cookieName(login, cookie.name)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function valueOf(cookieHeader: string | null, name: string): string | null {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
  const pair = pairs.find((pair) => pair.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) || null;
}

/** A number that goes with a secret whatever its place in the list, so that one put in front or taken away changes no other. */
function idOf(secret: string): number {
  return Number.parseInt(createHash('sha256').update(secret).digest('hex').slice(0, 8), 16);
}

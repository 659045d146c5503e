import type { LoginConfig } from '../config/access-config.ts';

export type CookieKind = 'redrive-session' | 'redrive-login';

/** The name as browsers know it. `__Host-` makes them refuse one that another site of the domain, or plain http, has set. */
export function cookieName({ publicUrl }: LoginConfig, kind: CookieKind): string {
  return publicUrl.protocol === 'https:' ? `__Host-${kind}` : kind;
}

import type { AccessConfig } from '../config/access-config.ts';
import { LOGIN_PAGE } from '../login/pages.ts';

/** What becomes of a request for a page, before anything is drawn. */
export type PageVerdict =
  | { kind: 'pass' }
  | { kind: 'refuse'; status: 401 | 503; code: string; message: string }
  | { kind: 'login'; location: string };

/**
 * Sends who has no session cookie to sign in. Whether the cookie is any good is looked at where the page is drawn, and for each request of the
 * API: this is for the way, not for the lock.
 */
export function judgePage(
  config: AccessConfig,
  page: {
    /** With its query. */
    path: string;
    hasSession: boolean;
    /** `sec-fetch-dest`: what a browser wants it for; null from scripts. */
    destination: string | null;
  },
): PageVerdict {
  if (config.kind === 'refused') {
    return { kind: 'refuse', status: 503, code: 'access-not-configured', message: config.problem };
  }
  if (config.kind === 'local') return { kind: 'pass' };
  if (page.hasSession || page.path.split('?')[0] === LOGIN_PAGE) return { kind: 'pass' };
  if (page.destination !== null && page.destination !== 'document') {
    // A part of a page: Next loads the whole one when it gets no part, and that one is sent to sign in.
    return { kind: 'refuse', status: 401, code: 'unauthenticated', message: 'You are not signed in.' };
  }
  // Next wants a whole address, and knows only what the server calls itself.
  return { kind: 'login', location: new URL(loginPath(page.path), config.login.publicUrl).href };
}

/** The address that signs in and comes back to `path`. */
export function loginPath(path: string): string {
  return `/api/login?return=${encodeURIComponent(path)}`;
}

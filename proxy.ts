import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { judgePage } from '#lib/access/admit/judge-page';
import { currentConfig } from '#lib/access/config/current-config';
import { ADDRESS_HEADER } from '#lib/access/login/pages';
import { DATA_POLICY, pagePolicy, securityHeaders } from '#lib/access/security-headers';
import { cookieName } from '#lib/access/session/cookie-name';

/**
 * Pages, and every address with a percent sign, which may be malformed. The API looks after itself: what goes through here is kept in
 * memory, which a file to restore must not be.
 */
export const config = { matcher: ['/(.*%.*)', '/((?!api/|api$|_next/static/|icon\\.svg$).*)'] };

const NONCE_BYTES = 16;

/** Answers what cannot be decoded with 400, where Next itself answers 500; gives pages their policy, and strangers the way to sign in. */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  if (!isDecodable(pathname)) {
    const message =
      'The address has a percent sign that encodes nothing. Write a percent sign itself as %25.';
    return refuse(400, 'invalid-input', message);
  }
  if (pathname.startsWith('/api/')) return NextResponse.next();

  const access = currentConfig();
  const verdict = judgePage(access, {
    path: `${pathname}${search}`,
    hasSession: access.kind === 'login' && request.cookies.has(cookieName(access.login, 'redrive-session')),
    destination: request.headers.get('sec-fetch-dest'),
  });
  if (verdict.kind === 'refuse') return refuse(verdict.status, verdict.code, verdict.message);
  if (verdict.kind === 'login') return answer(null, { status: 307, headers: { location: verdict.location } });
  return drawPage(request, `${pathname}${search}`);
}

/** Next reads the nonce from the policy of the request, and puts it on each script of the page. */
function drawPage(request: NextRequest, address: string): Response {
  const policy = pagePolicy(randomBytes(NONCE_BYTES).toString('base64'), {
    development: process.env.NODE_ENV === 'development',
  });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(ADDRESS_HEADER, address);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(securityHeaders(currentConfig(), policy))) {
    response.headers.set(name, value);
  }
  return response;
}

function refuse(status: number, code: string, message: string): Response {
  const body = JSON.stringify({ error: { code, message } });
  return answer(body, { status, headers: { 'content-type': 'application/json' } });
}

function answer(
  body: string | null,
  { status, headers }: { status: number; headers: Record<string, string> },
): Response {
  const secured = { ...securityHeaders(currentConfig(), DATA_POLICY), 'cache-control': 'no-store' };
  return new Response(body, { status, headers: { ...headers, ...secured } });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

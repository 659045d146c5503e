import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SessionInfo } from '#lib/access/types';
import { callRoute, DESK_HOST, loadRoutes } from '#test/factories/access/api-routes';
import { createCookieJar, followLogin, visit, type CookieJar } from '#test/factories/access/browser';
import { loginEnv, useEnv } from '#test/factories/access/login-env';
import { startProvider, type TestProvider } from '#test/factories/access/provider';
import { openDesk } from '#test/factories/desk';

openDesk({ stateTable: true });

const DESK = `http://${DESK_HOST}`;
const CALLBACK = `${DESK}/api/login/callback`;
const isCallback = (url: URL) => url.href.startsWith(CALLBACK);

let routes: Awaited<ReturnType<typeof loadRoutes>>;
let provider: TestProvider;

beforeAll(async () => {
  routes = await loadRoutes();
  provider = await startProvider({
    redirectUris: [CALLBACK],
    accounts: {
      vera: { name: 'Vera', groups: ['readers', 'other'] },
      olga: { name: 'Olga', groups: ['sre', 'readers'] },
      adam: { name: 'Adam', groups: ['platform'] },
      nobody: { name: 'Norma', groups: ['sales'] },
    },
  });
  useEnv(
    loginEnv({
      REDRIVE_OIDC_ISSUER: provider.issuer,
      REDRIVE_OIDC_CLIENT_SECRET: provider.clientSecret,
    }),
  );
});
afterEach(() => provider.tamper(null));
afterAll(() => provider.close());

/** The desk as a browser sees it: its routes, without a server between. */
function ask(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = { cookie: request.headers.get('cookie') ?? '' };
  if (pathname === '/api/login') return callRoute(routes, 'GET /api/login', { search, headers });
  if (pathname === '/api/session') return callRoute(routes, 'GET /api/session', { headers });
  return callRoute(routes, 'GET /api/login/callback', { search, headers });
}

async function leave(jar: CookieJar, returnTo = '/redrives'): Promise<URL> {
  const answer = await visit(jar, new URL(`${DESK}/api/login?return=${encodeURIComponent(returnTo)}`), ask);
  expect(answer.status).toBe(303);
  return new URL(answer.headers.get('location') ?? '');
}

/** Up to the address that the provider sends the browser back to. */
async function goToProvider(jar: CookieJar, account: string, returnTo?: string): Promise<URL> {
  return followLogin(jar, await leave(jar, returnTo), { account, until: isCallback });
}

const comeBack = (jar: CookieJar, url: URL) => visit(jar, url, ask);

async function whoIs(jar: CookieJar): Promise<SessionInfo | null> {
  const answer = await visit(jar, new URL(`${DESK}/api/session`), ask);
  return answer.status === 200 ? ((await answer.json()) as SessionInfo) : null;
}

/** What becomes of a browser that comes back. */
async function endOf(jar: CookieJar, url: URL) {
  const answer = await comeBack(jar, url);
  return {
    leadsTo: answer.headers.get('location'),
    hasSession: jar.cookies(url).has('redrive-session'),
    who: await whoIs(jar),
  };
}

/** No session, and the page that says why. */
const REFUSED = { leadsTo: '/login', hasSession: false, who: null };

describe('signing in', () => {
  it.each([
    ['vera', 'Vera', 'viewer'],
    ['olga', 'Olga', 'operator'],
    ['adam', 'Adam', 'admin'],
  ])('as %s gives a session and the page that was asked for', async (account, name, role) => {
    const jar = createCookieJar();
    const answer = await comeBack(jar, await goToProvider(jar, account, '/queues/dlq?q=a%20b'));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/queues/dlq?q=a%20b']);
    expect(await whoIs(jar)).toMatchObject({ name, role, login: true });
    const [session] = answer.headers.getSetCookie();
    expect(session).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(session).not.toContain(name);
  });

  it('with an account that no claim gives a role ends at the page that says so', async () => {
    const jar = createCookieJar();
    expect(await endOf(jar, await goToProvider(jar, 'nobody'))).toEqual(REFUSED);
  });

  it.each(['//evil.example', 'https:evil.example', '/\\evil.example', '/%09/evil.example', '/api/logout'])(
    'does not lead to %s',
    async (returnTo) => {
      const jar = createCookieJar();
      const answer = await comeBack(jar, await goToProvider(jar, 'vera', decodeURIComponent(returnTo)));
      expect(answer.headers.get('location')).toBe('/');
    },
  );

  it('asks for a code by PKCE, with a state and a nonce that are never the same', async () => {
    const [first, second] = [await leave(createCookieJar()), await leave(createCookieJar())];
    expect(first.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
      expect(first.searchParams.get(name)).not.toBe(second.searchParams.get(name));
    }
  });
});

describe('coming back', () => {
  it('a second time is refused, also with the cookies of the first', async () => {
    const jar = createCookieJar();
    const url = await goToProvider(jar, 'adam');
    const thief = createCookieJar();
    for (const [name, value] of jar.cookies(url)) thief.cookies(url).set(name, value);
    expect((await comeBack(jar, url)).headers.get('location')).toBe('/redrives');
    expect(await endOf(thief, url)).toEqual(REFUSED);
  });

  it('with a state that is missing, wrong or of another browser is refused', async () => {
    for (const state of [null, 'wrong', (await leave(createCookieJar())).searchParams.get('state')]) {
      const jar = createCookieJar();
      const url = await goToProvider(jar, 'adam');
      if (state === null) url.searchParams.delete('state');
      else url.searchParams.set('state', state);
      expect(await endOf(jar, url)).toEqual(REFUSED);
    }
  });

  it('in a browser that never left is refused: a sign-in cannot be forced on anybody', async () => {
    const url = await goToProvider(createCookieJar(), 'adam');
    expect(await endOf(createCookieJar(), url)).toEqual(REFUSED);
  });

  it('with an error, with nothing, or twice a parameter is refused', async () => {
    for (const search of ['?error=access_denied', '', '?code=x', '?code=x&code=y&state=z']) {
      const jar = createCookieJar();
      const state = (await leave(jar)).searchParams.get('state');
      expect(await endOf(jar, new URL(`${CALLBACK}${search}${search && `&state=${state}`}`))).toEqual(
        REFUSED,
      );
    }
  });

  it.each([
    ['another audience', (claims: object) => ({ ...claims, aud: 'another-app' })],
    ['another issuer', (claims: object) => ({ ...claims, iss: 'https://evil.example' })],
    ['another nonce', (claims: object) => ({ ...claims, nonce: 'old' })],
    ['no nonce', (claims: object) => ({ ...claims, nonce: undefined })],
    ['an end that has passed', (claims: object) => ({ ...claims, exp: 1_700_000_000 })],
  ])('with a token for %s is refused', async (_, change) => {
    const jar = createCookieJar();
    const url = await goToProvider(jar, 'adam');
    provider.tamper(change);
    expect(await endOf(jar, url)).toEqual(REFUSED);
  });

  it('goes through when the token is signed anew as it was: the refusals above are about what it says', async () => {
    const jar = createCookieJar();
    const url = await goToProvider(jar, 'adam');
    provider.tamper((claims) => claims);
    await comeBack(jar, url);
    expect(await whoIs(jar)).toMatchObject({ role: 'admin' });
  });

  it('reads claims from the userinfo endpoint where the token has none', async () => {
    const other = await startProvider({
      redirectUris: [CALLBACK],
      accounts: { olga: { name: 'Olga', resource: { desk: { roles: ['sre'] } } } },
      claimsInToken: false,
    });
    const before = { ...process.env };
    useEnv({
      REDRIVE_OIDC_ISSUER: other.issuer,
      REDRIVE_OIDC_CLIENT_SECRET: other.clientSecret,
      REDRIVE_OIDC_ROLE_CLAIM: 'resource.desk.roles',
    });
    try {
      const jar = createCookieJar();
      await comeBack(jar, await goToProvider(jar, 'olga'));
      expect(await whoIs(jar)).toMatchObject({ name: 'Olga', role: 'operator' });
    } finally {
      useEnv({ ...before, REDRIVE_OIDC_ROLE_CLAIM: undefined });
      await other.close();
    }
  });
});

describe('a provider that does not answer', () => {
  it('is a page that says so, and is asked again the next time', async () => {
    const issuer = process.env['REDRIVE_OIDC_ISSUER'];
    const server = createServer((_, response) => response.writeHead(503).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    useEnv({ REDRIVE_OIDC_ISSUER: `http://127.0.0.1:${port}` });
    try {
      for (let times = 0; times < 2; times += 1) {
        const answer = await visit(createCookieJar(), new URL(`${DESK}/api/login`), ask);
        expect([answer.status, answer.headers.get('location')]).toEqual([303, '/login']);
      }
    } finally {
      useEnv({ REDRIVE_OIDC_ISSUER: issuer });
      server.close();
    }
  });
});

it('a key that is not the provider’s signs nobody in', async () => {
  const jar = createCookieJar();
  const url = await goToProvider(jar, 'adam');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  provider.tamper((claims) => claims, privateKey);
  expect(await endOf(jar, url)).toEqual(REFUSED);
});

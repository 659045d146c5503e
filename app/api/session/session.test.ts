import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { processContext } from '#lib/context';
import type { SessionInfo } from '#lib/access/types';
import { callRoute, loadRoutes } from '#test/factories/access/api-routes';
import { currentLogin, loginEnv, newSecret, signedIn, useEnv } from '#test/factories/access/login-env';
import { openDesk } from '#test/factories/desk';

const desk = openDesk({ stateTable: true });
const MINUTE_MS = 60_000;

let routes: Awaited<ReturnType<typeof loadRoutes>>;
beforeAll(async () => {
  routes = await loadRoutes();
});
afterEach(() => desk.proxy.heal());
beforeAll(() => useEnv(loginEnv()));

/** Lets the clock of the server stand `ms` from now. */
function travel(ms: number): void {
  const atMs = Date.now() + ms;
  vi.spyOn(processContext().clock, 'nowMs').mockReturnValue(atMs);
}

const ask = (cookie: string) => callRoute(routes, 'GET /api/session', { headers: { cookie } });
const statusOf = async (cookie: string) => (await ask(cookie)).status;
const logout = (cookie: string) => callRoute(routes, 'POST /api/logout', { headers: { cookie } });

describe('a session', () => {
  it('says who it is of, and what they may do', async () => {
    const answer = await ask(await signedIn('operator'));
    expect((await answer.json()) as SessionInfo).toEqual({
      name: 'Ada operator',
      role: 'operator',
      rights: ['read', 'operate'],
      login: true,
      masks: false,
    });
  });

  it('ends an hour after its last use', async () => {
    const cookie = await signedIn('viewer');
    travel(59 * MINUTE_MS);
    expect(await statusOf(cookie)).toBe(200);
    travel(60 * MINUTE_MS);
    expect(await statusOf(cookie)).toBe(401);
  });

  it('ends after eight hours however busy it was', async () => {
    const issuedAtMs = Date.now() - 8 * 60 * MINUTE_MS;
    expect(await statusOf(await signedIn('viewer', { issuedAtMs: issuedAtMs + MINUTE_MS }))).toBe(200);
    expect(await statusOf(await signedIn('viewer', { issuedAtMs }))).toBe(401);
  });

  it('is sealed anew after five minutes of use, not sooner, and stays the same session', async () => {
    const cookie = await signedIn('viewer');
    travel(4 * MINUTE_MS);
    expect((await ask(cookie)).headers.getSetCookie()).toEqual([]);
    travel(6 * MINUTE_MS);
    const [line = ''] = (await ask(cookie)).headers.getSetCookie();
    const renewed = line.slice(0, line.indexOf(';'));
    expect(renewed).toMatch(/^redrive-session=Fe26/);
    expect(renewed).not.toBe(cookie);
    travel(65 * MINUTE_MS);
    expect([await statusOf(cookie), await statusOf(renewed)]).toEqual([401, 200]);
    await logout(renewed);
    expect(await statusOf(renewed)).toBe(401);
  });
});

describe('a cookie that is not ours', () => {
  it.each([
    [
      'altered at its end',
      (cookie: string) =>
        cookie.replace(/.(.{6})$/, (end) => `${end.startsWith('x') ? 'y' : 'x'}${end.slice(1)}`),
    ],
    ['altered in its middle', (cookie: string) => cookie.replace(/(.{100})./, '$1x')],
    ['cut', (cookie: string) => cookie.slice(0, 60)],
    ['nothing', () => 'redrive-session='],
    ['nonsense', () => 'redrive-session=Fe26.2*1*x*y*z'],
    ['plain JSON', () => `redrive-session=${encodeURIComponent('{"role":"admin"}')}`],
    ['the cookie of a sign-in under way', (cookie: string) => cookie.replace('session', 'login')],
  ])('is refused: %s', async (_, change) => {
    expect(await statusOf(change(await signedIn('admin')))).toBe(401);
  });

  it('is refused when another secret has sealed it', async () => {
    const other = { ...currentLogin(), sessionSecrets: [newSecret()] };
    expect(await statusOf(await signedIn('admin', {}, other))).toBe(401);
  });

  it('is refused when it says a role that there is not', async () => {
    expect(await statusOf(await signedIn('owner' as 'admin'))).toBe(401);
  });
});

it('secrets are changed without signing anybody out: a new one in front, the old one away later', async () => {
  const [first, second] = [newSecret(), newSecret()];
  const asked = async (secrets: string, cookie: string) => {
    useEnv({ REDRIVE_SESSION_SECRET: secrets });
    return statusOf(cookie);
  };
  useEnv({ REDRIVE_SESSION_SECRET: first });
  const old = await signedIn('viewer');
  expect(await asked(`${second},${first}`, old)).toBe(200);
  const fresh = await signedIn('viewer');
  expect([await asked(second, fresh), await asked(second, old)]).toEqual([200, 401]);
});

describe('signing out', () => {
  it('ends the session for whoever still has its cookie, here and in every other process', async () => {
    const cookie = await signedIn('admin');
    const answer = await logout(cookie);
    expect(await answer.json()).toEqual({ location: '/login' });
    expect(answer.headers.getSetCookie().join()).toMatch(/^redrive-session=; Path=\/; Max-Age=0; HttpOnly/);
    expect(await statusOf(cookie)).toBe(401);
    const holder = globalThis as { [key: symbol]: unknown };
    holder[Symbol.for('redrive.context')] = desk.freshContext();
    expect(await statusOf(cookie)).toBe(401);
  });

  it('counts at once for what changes something, in a process that has just seen the session', async () => {
    const cookie = await signedIn('operator');
    const holder = globalThis as { [key: symbol]: unknown };
    const here = processContext();
    expect(await statusOf(cookie)).toBe(200);
    holder[Symbol.for('redrive.context')] = desk.freshContext();
    await logout(cookie);
    holder[Symbol.for('redrive.context')] = here;
    const pause = { params: { id: 'j1' }, headers: { cookie } };
    expect((await callRoute(routes, 'POST /api/redrives/[id]/pause', pause)).status).toBe(401);
  });

  it('goes through while the table does not answer, and again', async () => {
    const cookie = await signedIn('viewer');
    desk.proxy.fail(() => ({ kind: 'answer', status: 500, code: 'InternalServerError' }));
    expect((await logout(cookie)).status).toBe(200);
    expect((await logout(cookie)).status).toBe(200);
    expect(await statusOf(cookie)).toBe(401);
  });

  it('is refused to another site', async () => {
    const cookie = await signedIn('viewer');
    const headers = { cookie, origin: 'https://evil.example' };
    expect((await callRoute(routes, 'POST /api/logout', { headers })).status).toBe(403);
    expect(await statusOf(cookie)).toBe(200);
  });
});

describe('without a login', () => {
  it('whoever sits at this machine may do everything', async () => {
    useEnv(Object.fromEntries(Object.keys(loginEnv()).map((name) => [name, undefined])));
    expect(await (await ask('')).json()).toMatchObject({ name: 'local operator', login: false });
    useEnv({ REDRIVE_ALLOWED_HOSTS: 'desk.example.com,localhost' });
    const refused = await ask('');
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain('REDRIVE_OIDC_ISSUER');
    const health = await callRoute(routes, 'GET /api/health');
    expect([health.status, await health.text()]).toEqual([503, expect.not.stringContaining('REDRIVE_')]);
  });
});

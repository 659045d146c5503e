import { beforeAll, describe, expect, it } from 'vitest';
import { changesSomething, ROUTES, ruleOf, type RouteKey } from '#lib/access/routes/routes';
import type { AuditEntry, AuditPage, ErrorBody } from '#lib/access/types';
import { callRoute, loadRoutes, type Ask } from '#test/factories/access/api-routes';
import { loginEnv, signedIn, useEnv } from '#test/factories/access/login-env';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { readDepth } from '#test/factories/queue';

const desk = openDesk({ stateTable: true });
const KEYS = Object.keys(ROUTES) as RouteKey[];
const CHANGING = KEYS.filter(changesSomething);
const READING = KEYS.filter((key) => ruleOf(key).right === 'read');

let routes: Awaited<ReturnType<typeof loadRoutes>>;
beforeAll(async () => {
  useEnv(loginEnv());
  routes = await loadRoutes();
});

const call = (key: RouteKey, ask: Ask = {}) => callRoute(routes, key, ask);

async function refusalOf(answer: Response) {
  const { error } = (await answer.json()) as ErrorBody;
  return { status: answer.status, code: error.code };
}

async function entryOf(answer: Response): Promise<AuditEntry | undefined> {
  const cookie = await signedIn('viewer');
  const page = (await (await call('GET /api/audit', { headers: { cookie } })).json()) as AuditPage;
  return page.entries.find(({ requestId }) => requestId === answer.headers.get('x-request-id'));
}

/** Something that would work, for whoever may: the route is refused for who asks, not for what. */
async function askOf(deadLetters: string): Promise<Ask> {
  return {
    params: { name: deadLetters, id: 'j000000000000000000000000' },
    body: { source: deadLetters, selection: { all: true }, body: 'hello', reason: 'why not' },
  };
}

it('is what the files of app/api export, no more and no less', () => {
  expect([...routes.keys()].toSorted()).toEqual(KEYS.toSorted());
});

describe.each(CHANGING)('%s', (key) => {
  it('is refused to a viewer, changes nothing and leaves an entry', async () => {
    const { deadLetters, source } = await createFilledPair(desk.sqs, 3);
    const cookie = await signedIn('viewer');
    const ask = await askOf(deadLetters.name);
    const answer = await call(key, { ...ask, headers: { cookie } });
    expect(await refusalOf(answer.clone())).toEqual({ status: 403, code: 'not-permitted' });
    expect(await entryOf(answer)).toMatchObject({
      subject: 'id-of-viewer',
      role: 'viewer',
      outcome: 'refused',
      code: 'not-permitted',
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 3, inFlight: 0, delayed: 0 });
    expect(await readDepth(desk.sqs, source.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('is refused to a stranger and to another site', async () => {
    const stranger = await call(key, await askOf('dlq'));
    expect(await refusalOf(stranger.clone())).toEqual({ status: 401, code: 'unauthenticated' });
    expect(await entryOf(stranger)).toMatchObject({ subject: '', role: null, outcome: 'refused' });
    for (const from of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const headers = { cookie: await signedIn('admin'), ...from };
      const forged = await call(key, { ...(await askOf('dlq')), headers });
      expect(await refusalOf(forged.clone())).toEqual({ status: 403, code: 'forbidden-origin' });
      expect(await entryOf(forged)).toMatchObject({ outcome: 'refused', code: 'forbidden-origin' });
    }
  });
});

describe.each(READING)('%s', (key) => {
  it('is refused to a stranger, without an entry', async () => {
    const answer = await call(key, await askOf('dlq'));
    expect(await refusalOf(answer.clone())).toEqual({ status: 401, code: 'unauthenticated' });
    expect(await entryOf(answer)).toBeUndefined();
  });
});

it('lets each role do what it may', async () => {
  const { deadLetters, source } = await createFilledPair(desk.sqs, 2);
  const as = async (role: 'viewer' | 'operator' | 'admin') => ({ cookie: await signedIn(role) });
  const scan = (headers: Record<string, string>, body: object = {}) =>
    call('POST /api/queues/[name]/scan', { params: { name: deadLetters.name }, headers, body });
  const lines = await (await scan(await as('viewer'))).text();
  expect(lines).toContain('"type":"done"');
  const sent = await call('POST /api/queues/[name]/messages', {
    params: { name: source.name },
    headers: await as('operator'),
    body: { body: 'x' },
  });
  expect(sent.status).toBe(200);
  expect(await entryOf(sent)).toMatchObject({
    name: 'Ada operator',
    action: 'send',
    target: source.name,
    outcome: 'done',
  });
});

it.each(KEYS)('%s answers with headers that let a browser do nothing with it', async (key) => {
  const { headers } = await call(key);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  expect(headers.get('strict-transport-security')).toBeNull();
});

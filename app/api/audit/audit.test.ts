import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordAtOnce } from '#lib/access/audit/record-deed';
import { processContext } from '#lib/context';
import type { AuditAction, AuditEntry, AuditPage } from '#lib/access/types';
import { callRoute, loadRoutes } from '#test/factories/access/api-routes';
import { loginEnv, signedIn, useEnv } from '#test/factories/access/login-env';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { createQueue, readDepth } from '#test/factories/queue';

const desk = openDesk({ stateTable: true });
const DAY_MS = 86_400_000;

let routes: Awaited<ReturnType<typeof loadRoutes>>;
beforeAll(async () => {
  useEnv(loginEnv());
  routes = await loadRoutes();
});
afterEach(() => desk.proxy.heal());

async function read(search = ''): Promise<AuditPage> {
  const headers = { cookie: await signedIn('viewer') };
  const answer = await callRoute(routes, 'GET /api/audit', { search, headers });
  expect(answer.status).toBe(200);
  return (await answer.json()) as AuditPage;
}

async function send(queue: string, headers: Record<string, string> = {}): Promise<Response> {
  const cookie = await signedIn('operator');
  return callRoute(routes, 'POST /api/queues/[name]/messages', {
    params: { name: queue },
    headers: { cookie, ...headers },
    body: { body: 'x' },
  });
}

/** Writes an entry as if it were made `agoMs` ago. */
async function writeEntry(agoMs: number, part: { action?: AuditAction; target: string; name?: string }) {
  const nowMs = Date.now() - agoMs;
  const ctx = { ...desk.ctx, clock: { ...desk.ctx.clock, nowMs: () => nowMs } };
  const { action = 'send', target, name = 'Grace' } = part;
  const person = { subject: `id-${name}`, name, role: 'operator' } as const;
  const facts = { person, action, target, reason: null, requestId: 'r', address: null };
  await recordAtOnce(ctx, facts, { outcome: 'done', code: null });
}

describe('what is changed', () => {
  it('is recorded with who, what, why, from where, and what came of it', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 2);
    const cookie = await signedIn('operator');
    const answer = await callRoute(routes, 'POST /api/redrives', {
      headers: { cookie, 'x-forwarded-for': '203.0.113.9, 198.51.100.7' },
      body: { source: deadLetters.name, selection: { all: true }, reason: ' fixed in 4711 ' },
    });
    expect(await answer.json()).toMatchObject({ job: { createdBy: 'Ada operator' } });
    const [entry] = (await read('?action=redrive')).entries;
    expect(entry).toMatchObject({
      subject: 'id-of-operator',
      name: 'Ada operator',
      role: 'operator',
      target: deadLetters.name,
      reason: 'fixed in 4711',
      outcome: 'done',
      address: '198.51.100.7',
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it('and fails is recorded with its code', async () => {
    expect((await send('gone')).status).toBe(404);
    expect((await read()).entries[0]).toMatchObject({
      target: 'gone',
      outcome: 'failed',
      code: 'queue-not-found',
    });
  });

  it('is not recorded when it is only a plan', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 1);
    const cookie = await signedIn('operator');
    const body = { source: deadLetters.name, selection: { all: true }, dryRun: true };
    await callRoute(routes, 'POST /api/redrives', { headers: { cookie }, body });
    const targets = (await read()).entries.map(({ target }) => target);
    expect(targets).not.toContain(deadLetters.name);
  });

  it('is not done at all when it cannot be recorded first', async () => {
    const queue = await createQueue(desk.sqs);
    desk.proxy.fail(({ action }) =>
      action === 'PutItem'
        ? { kind: 'answer', status: 400, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    const answer = await send(queue.name);
    // The table has answered: it refuses.
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('audit-unavailable');
    expect((await readDepth(desk.sqs, queue.url)).visible).toBe(0);
  });

  it('is done, and its outcome unknown, when only the outcome cannot be recorded', async () => {
    const queue = await createQueue(desk.sqs);
    desk.proxy.fail(({ action }) =>
      action === 'UpdateItem'
        ? { kind: 'answer', status: 400, code: 'AccessDeniedException' }
        : { kind: 'pass' },
    );
    vi.spyOn(console, 'error').mockReturnValue();
    expect((await send(queue.name)).status).toBe(200);
    expect((await readDepth(desk.sqs, queue.url)).visible).toBe(1);
    expect((await read('?outcome=begun')).entries[0]).toMatchObject({ target: queue.name, code: null });
  });
});

describe('refusals', () => {
  it('of strangers are bounded, and the next entry says how many there were', async () => {
    const refuse = () => callRoute(routes, 'POST /api/redrives/[id]/cancel', { params: { id: 'flood' } });
    const nowMs = Date.now();
    const clock = vi.spyOn(processContext().clock, 'nowMs').mockReturnValue(nowMs);
    for (let times = 0; times < 150; times += 1) expect((await refuse()).status).toBe(401);
    clock.mockReturnValue(nowMs + 60_000);
    await refuse();
    const entries = (await read('?action=cancel')).entries.filter(({ target }) => target === 'flood');
    expect(entries.length).toBeLessThan(65);
    expect(entries[0]?.suppressed).toBeGreaterThan(80);
    const suppressed = entries.reduce((sum, entry) => sum + entry.suppressed, 0);
    expect(entries.length + suppressed).toBe(151);
    clock.mockRestore();
  });
});

describe('too many changes', () => {
  it('are refused with 429 and recorded, to that person alone, until a minute has passed', async () => {
    useEnv({ REDRIVE_MUTATIONS_PER_MINUTE: '3' });
    const holder = globalThis as { [key: symbol]: unknown };
    const before = holder[Symbol.for('redrive.context')];
    holder[Symbol.for('redrive.context')] = desk.stillContext();
    const queue = await createQueue(desk.sqs);
    const statuses = [(await send(queue.name)).status, (await send(queue.name)).status];
    expect(statuses).toEqual([200, 429]);
    const other = await send(queue.name, { cookie: await signedIn('admin') });
    expect(other.status).toBe(200);
    const limited = await send(queue.name);
    expect(limited.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await readDepth(desk.sqs, queue.url)).visible).toBe(2);
    expect((await read('?outcome=refused')).entries.some(({ code }) => code === 'rate-limited')).toBe(true);
    holder[Symbol.for('redrive.context')] = before;
    useEnv({ REDRIVE_MUTATIONS_PER_MINUTE: undefined });
  });
});

describe('GET audit', () => {
  it('lists everything once, newest first, page by page, over months and years', async () => {
    const days = Array.from({ length: 130 }, (_, index) => index * 3);
    for (const day of days) await writeEntry(day * DAY_MS + 5000, { target: `day-${day}`, name: 'Paula' });
    const seen: AuditEntry[] = [];
    let page = await read('?actor=paula');
    expect(page.entries).toHaveLength(100);
    for (;;) {
      seen.push(...page.entries);
      if (page.next === null) break;
      page = await read(`?actor=paula&cursor=${page.next}`);
    }
    expect(seen.map(({ target }) => target)).toEqual(days.map((day) => `day-${day}`));
  });

  it('keeps to the days that are asked for, both whole', async () => {
    await writeEntry(20 * DAY_MS, { target: 'inside', name: 'Dora' });
    await writeEntry(22 * DAY_MS, { target: 'before', name: 'Dora' });
    await writeEntry(18 * DAY_MS, { target: 'after', name: 'Dora' });
    const day = new Date(Date.now() - 20 * DAY_MS).toISOString().slice(0, 10);
    const { entries } = await read(`?actor=id-dora&from=${day}&to=${day}`);
    expect(entries.map(({ target }) => target)).toEqual(['inside']);
  });

  it('forgets after 400 days, whether or not the table has', async () => {
    await writeEntry(401 * DAY_MS, { target: 'forgotten', name: 'Fern' });
    expect((await read('?actor=fern')).entries).toEqual([]);
  });

  it.each(['?action=nothing', '?cursor=x', '?from=yesterday', '?to=2026-13-01', '?x=1', '?outcome='])(
    'refuses %s',
    async (search) => {
      const headers = { cookie: await signedIn('viewer') };
      expect((await callRoute(routes, 'GET /api/audit', { search, headers })).status).toBe(400);
    },
  );

  it('says that it cannot be read, and does not show an empty list', async () => {
    desk.proxy.fail(({ action }) =>
      action === 'Query' ? { kind: 'answer', status: 500, code: 'InternalServerError' } : { kind: 'pass' },
    );
    const headers = { cookie: await signedIn('viewer') };
    expect((await callRoute(routes, 'GET /api/audit', { headers })).status).toBe(503);
  });
});

describe('GET audit/export', () => {
  const download = async (search: string) => {
    const headers = { cookie: await signedIn('viewer') };
    return callRoute(routes, 'GET /api/audit/export', { search, headers });
  };

  it('is a CSV in which nothing is a formula', async () => {
    await writeEntry(1000, { target: '=HYPERLINK("https://evil.example")', name: '+Eve' });
    const answer = await download('?format=csv&actor=eve');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-[\dT-]+Z\.csv"$/);
    const [header, row] = (await answer.text()).split('\r\n');
    expect(header).toBe(
      'time,subject,name,role,action,target,reason,outcome,code,requestId,address,suppressed',
    );
    expect(row).toContain(`,id-+Eve,'+Eve,operator,send,"'=HYPERLINK(""https://evil.example"")",`);
  });

  it('is every entry as a line, beyond one page', async () => {
    for (let index = 0; index < 120; index += 1)
      await writeEntry(index * 1000, { target: `${index}`, name: 'Lina' });
    const lines = (await (await download('?actor=lina')).text()).trimEnd().split('\n');
    expect(lines).toHaveLength(120);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ target: '0', time: expect.stringMatching(/Z$/) });
  });
});

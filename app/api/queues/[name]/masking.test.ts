import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage, Role } from '#lib/access/types';
import { callRoute, loadRoutes } from '#test/factories/access/api-routes';
import { loginEnv, signedIn, useEnv } from '#test/factories/access/login-env';
import { createDeadLetterPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { sendOne } from '#test/factories/message';

const desk = openDesk({ stateTable: true });
const NUMBER = '4111 1111 1111 1111';

let routes: Awaited<ReturnType<typeof loadRoutes>>;
let queue: string;
beforeAll(async () => {
  useEnv(loginEnv({ REDRIVE_MASK: 'body.card.number, attributes.token' }));
  routes = await loadRoutes();
  const { deadLetters } = await createDeadLetterPair(desk.sqs);
  queue = deadLetters.name;
  await sendOne(desk.sqs, deadLetters.url, {
    MessageBody: JSON.stringify({ card: { number: NUMBER }, order: 'A-1' }),
    MessageAttributes: { token: { DataType: 'String', StringValue: 'hidden-token' } },
  });
});

const READS = ['POST /api/queues/[name]/scan', 'POST /api/queues/[name]/export'] as const;

async function read(key: (typeof READS)[number], role: Role, body: object = {}): Promise<Response> {
  const headers = { cookie: await signedIn(role) };
  const format = key.endsWith('export') ? { format: 'ndjson' } : {};
  return callRoute(routes, key, { params: { name: queue }, headers, body: { ...format, ...body } });
}

async function unmaskings(): Promise<AuditPage['entries']> {
  const headers = { cookie: await signedIn('viewer') };
  const answer = await callRoute(routes, 'GET /api/audit', { search: '?action=unmask', headers });
  return ((await answer.json()) as AuditPage).entries;
}

describe.each(READS)('%s', (key) => {
  it('shows masked values to everybody, admins too', async () => {
    for (const role of ['viewer', 'admin'] as const) {
      const text = await (await read(key, role)).text();
      expect(text).toContain('A-1');
      expect(text).toContain('•••');
      expect(text).not.toContain(NUMBER);
      expect(text).not.toContain('hidden-token');
    }
  });

  it('shows them as they are to an admin who asks, and leaves an entry', async () => {
    const before = (await unmaskings()).length;
    const answer = await read(key, 'admin', { unmask: true });
    const text = await answer.text();
    expect(text).toContain(NUMBER);
    expect(text).toContain('hidden-token');
    const entries = await unmaskings();
    expect(entries).toHaveLength(before + 1);
    expect(entries[0]).toMatchObject({
      name: 'Ada admin',
      target: queue,
      outcome: 'done',
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it.each(['viewer', 'operator'] as const)('does not for a %s, who leaves an entry too', async (role) => {
    const answer = await read(key, role, { unmask: true });
    expect([answer.status, await answer.text()]).toEqual([403, expect.not.stringContaining(NUMBER)]);
    expect((await unmaskings())[0]).toMatchObject({ role, outcome: 'refused', code: 'not-permitted' });
  });
});

it('a query of an export cannot be asked what is masked', async () => {
  const query = `body.card.number:"${NUMBER}"`;
  expect(await (await read(READS[1], 'viewer', { query })).text()).toBe('');
  expect(await (await read(READS[1], 'admin', { query, unmask: true })).text()).toContain(NUMBER);
});

it('an edit made from what was shown is refused', async () => {
  const answer = await callRoute(routes, 'POST /api/redrives', {
    headers: { cookie: await signedIn('operator') },
    body: {
      source: queue,
      selection: { messageIds: ['x'] },
      edit: { body: '{"card":{"number":"•••"},"order":"A-2"}' },
    },
  });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('bodyPatch')]);
});

it('a rule that is none stops the desk instead of hiding nothing', async () => {
  const headers = { cookie: await signedIn('viewer') };
  useEnv({ REDRIVE_MASK: 'card.number' });
  const answer = await callRoute(routes, READS[0], { params: { name: queue }, headers });
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('REDRIVE_MASK')]);
});

import { afterEach, describe, expect, it } from 'vitest';
import type { ErrorBody } from '#lib/access/types';
import type { ScanEvent } from '#lib/messages/types';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { createQueue, readDepth } from '#test/factories/queue';
import { GET as health } from './health/route.ts';
import { GET as overview } from './overview/route.ts';
import { POST as messages } from './queues/[name]/messages/route.ts';
import { GET as metrics } from './queues/[name]/metrics/route.ts';
import { GET as detail } from './queues/[name]/route.ts';
import { POST as scan } from './queues/[name]/scan/route.ts';
import { GET as queues } from './queues/route.ts';
import { GET as redrives } from './redrives/route.ts';

const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

const BASE = 'http://localhost:3000';

function get(path: string, headers: Record<string, string> = {}): Request {
  return new Request(`${BASE}${path}`, { headers: { host: 'localhost:3000', ...headers } });
}

function post(body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal): Request {
  return new Request(`${BASE}/api`, {
    method: 'POST',
    headers: { host: 'localhost:3000', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal && { signal }),
  });
}

const name = (queue: string) => ({ params: Promise.resolve({ name: queue }) });
const none = { params: Promise.resolve({}) };

/** Status and error of an answer that must be a refusal in the API's shape. */
async function refusal(response: Response) {
  const { error } = (await response.json()) as ErrorBody;
  expect(Object.keys(error).filter((key) => !['code', 'message', 'field'].includes(key))).toEqual([]);
  expect(error.message).not.toBe('');
  return { status: response.status, ...error };
}

describe('reading routes', () => {
  it('answer with what lib/ says, never from a cache of the browser', async () => {
    const { name: queue } = await createQueue(desk.sqs);
    const answers = await Promise.all([
      health(get('/api/health'), none),
      queues(get('/api/queues'), none),
      overview(get('/api/overview'), none),
      detail(get(`/api/queues/${queue}`), name(queue)),
      metrics(get(`/api/queues/${queue}/metrics?minutes=5`), name(queue)),
      redrives(get('/api/redrives'), none),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
    const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<object>));
    expect(bodies[0]).toMatchObject({ status: 'ok', mode: 'local', endpoint: desk.proxy.endpoint });
    expect(bodies[3]).toMatchObject({ name: queue });
    expect(bodies[4]).toMatchObject({ periodSeconds: 60 });
  });

  it('say 404 of what does not exist and 400 of what cannot be read', async () => {
    expect(await refusal(await detail(get('/'), name('gone')))).toMatchObject({
      status: 404,
      code: 'queue-not-found',
    });
    expect(await refusal(await detail(get('/'), name('../etc')))).toMatchObject({ status: 404 });
    expect(await refusal(await redrives(get('/api/redrives?source=gone'), none))).toMatchObject({
      status: 404,
    });
    expect(await refusal(await metrics(get('/x?minutes=soon'), name('any')))).toMatchObject({
      status: 400,
      field: 'minutes',
    });
  });

  it('say 503 and name the endpoint when AWS cannot be reached', async () => {
    desk.proxy.fail(() => ({ kind: 'cut-before' }));
    const answer = await refusal(await detail(get('/'), name('never-read-before')));
    expect(answer).toMatchObject({ status: 503, code: 'unreachable' });
    expect(answer.message).toContain(desk.proxy.endpoint);
  });
});

describe('POST messages', () => {
  it('sends', async () => {
    const queue = await createQueue(desk.sqs);
    const answer = await messages(post({ body: 'x', count: 12 }), name(queue.name));
    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { sent: unknown[] }).sent).toHaveLength(12);
    expect((await readDepth(desk.sqs, queue.url)).visible).toBe(12);
  });

  it.each([
    ['{"body":', 400, 'invalid-input', undefined],
    ['', 400, 'invalid-input', 'body'],
    ['null', 400, 'invalid-input', undefined],
    ['[1]', 400, 'invalid-input', undefined],
    [{ body: 7 }, 400, 'invalid-input', 'body'],
    [{ body: 'x', delaySeconds: 901 }, 400, 'invalid-input', 'delaySeconds'],
    [{ body: 'x', count: 1001 }, 400, 'invalid-input', 'count'],
    [{ bodies: Array.from({ length: 1001 }, () => 'x') }, 400, 'invalid-input', 'bodies'],
    [{ body: 'x'.repeat(2000) }, 400, 'message-too-long', 'body'],
    ['{"body":"x","__proto__":{"count":3}}', 400, 'invalid-input', '__proto__'],
    ['['.repeat(100_000), 400, 'invalid-input', undefined],
  ])('refuses a bad body (%#)', async (body, status, code, field) => {
    const queue = await createQueue(desk.sqs, { MaximumMessageSize: '1024' });
    const answer = await refusal(await messages(post(body), name(queue.name)));
    expect(answer).toMatchObject({ status, code, ...(field && { field }) });
    expect((await readDepth(desk.sqs, queue.url)).visible).toBe(0);
  });

  it('stops reading a body that is too large', async () => {
    const queue = await createQueue(desk.sqs);
    const announced = await messages(post('{}', { 'content-length': '99999999' }), name(queue.name));
    expect(await refusal(announced)).toMatchObject({ status: 413, code: 'request-too-large' });
    const huge = await messages(post(' '.repeat(33 * 1024 * 1024)), name(queue.name));
    expect(await refusal(huge)).toMatchObject({ status: 413 });
  });

  it.each([
    [{ origin: 'https://evil.example' }, 'forbidden-origin'],
    [{ 'sec-fetch-site': 'cross-site' }, 'forbidden-origin'],
    [{ host: 'evil.example' }, 'forbidden-host'],
  ])('refuses another site: %j', async (headers, code) => {
    const queue = await createQueue(desk.sqs);
    const answer = await refusal(await messages(post({ body: 'x' }, headers), name(queue.name)));
    expect(answer).toMatchObject({ status: 403, code });
    expect((await readDepth(desk.sqs, queue.url)).visible).toBe(0);
  });
});

describe('POST scan', () => {
  it('streams one JSON document per line and ends with done', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 25);
    const answer = await scan(post(''), name(deadLetters.name));
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = (await answer.text()).trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as ScanEvent);
    expect(events.filter(({ type }) => type === 'message')).toHaveLength(25);
    expect(events.at(-1)).toMatchObject({ type: 'done', givenBack: 25 });
  });

  it('gives back when the browser hangs up', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 60);
    const answer = await scan(post({}), name(deadLetters.name));
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect
      .poll(() => readDepth(desk.sqs, deadLetters.url))
      .toEqual({ visible: 60, inFlight: 0, delayed: 0 });
  });

  it('refuses a source with 409 before it streams', async () => {
    const { source } = await createFilledPair(desk.sqs, 1);
    expect(await refusal(await scan(post({}), name(source.name)))).toMatchObject({
      status: 409,
      code: 'receive-would-count',
    });
    expect(await refusal(await scan(post({ limit: 0 }), name(source.name)))).toMatchObject({
      status: 400,
      field: 'limit',
    });
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ErrorBody } from '#lib/access/types';
import type {
  JobMessagePage,
  MoveTask,
  RedriveJob,
  RedriveList,
  RedriveResult,
  StoredFile,
} from '#lib/redrive/types';
import { createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { createQueue, readDepth } from '#test/factories/queue';
import { GET as download } from './files/[id]/route.ts';
import { POST as upload } from './files/route.ts';
import { POST as remove } from './queues/[name]/delete/route.ts';
import { POST as cancel } from './redrives/[id]/cancel/route.ts';
import { GET as messages } from './redrives/[id]/messages/route.ts';
import { POST as pause } from './redrives/[id]/pause/route.ts';
import { POST as resume } from './redrives/[id]/resume/route.ts';
import { GET as show } from './redrives/[id]/route.ts';
import { GET as list, POST as redrive } from './redrives/route.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

afterEach(() => desk.proxy.heal());

const SOON = { timeout: 20_000 };
const BASE = 'http://localhost:3000';
const HOST = { host: 'localhost:3000' };

const get = (path = '/api'): Request => new Request(`${BASE}${path}`, { headers: HOST });

function post(body: unknown, headers: Record<string, string> = {}): Request {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return new Request(`${BASE}/api`, {
    method: 'POST',
    headers: { ...HOST, ...headers },
    body: text as BodyInit,
  });
}

const none = { params: Promise.resolve({}) };
const at = (id: string) => ({ params: Promise.resolve({ id }) });
const queue = (name: string) => ({ params: Promise.resolve({ name }) });

async function bodyOf<Body>(answer: Response): Promise<Body> {
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  return (await answer.json()) as Body;
}

async function refusal(answer: Response) {
  const { error } = (await answer.json()) as ErrorBody;
  expect(error.message).not.toBe('');
  return { status: answer.status, ...error };
}

async function jobOf(request: object): Promise<RedriveJob> {
  const result = await bodyOf<RedriveResult>(await redrive(post(request), none));
  if (result.kind !== 'job') throw new TypeError(`a ${result.kind}`);
  return result.job;
}

const jobNow = async (id: string) => bodyOf<RedriveJob>(await show(get(), at(id)));

describe('redrives', () => {
  it('are planned, made, run, shown and listed', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 12);
    const request = { source: deadLetters.name, selection: { all: true }, reason: 'mended' };
    const { plan } = await bodyOf<{ plan: object }>(await redrive(post({ ...request, dryRun: true }), none));
    expect(plan).toMatchObject({
      selected: 12,
      targets: [{ kind: 'queue', name: source.name, messages: 12 }],
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 12, inFlight: 0, delayed: 0 });

    const { id, createdBy } = await jobOf(request);
    expect(createdBy).toBe('local operator');
    await expect
      .poll(() => jobNow(id), SOON)
      .toMatchObject({ status: 'completed', totals: { moved: 12, left: 0 } });
    const { jobs } = await bodyOf<RedriveList>(
      await list(get(`/api/redrives?source=${deadLetters.name}`), none),
    );
    expect(jobs).toMatchObject([{ id, reason: 'mended', totals: { moved: 12 } }]);
    const page = await bodyOf<JobMessagePage>(await messages(get('/api?list=moved'), at(id)));
    expect([page.messages.length, page.next]).toEqual([12, null]);
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 12 });
  });

  it('are paused, resumed and cancelled', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 60);
    const { id } = await jobOf({ source: deadLetters.name, selection: { all: true }, ratePerSecond: 10 });
    await bodyOf(await pause(post(''), at(id)));
    await expect.poll(() => jobNow(id), SOON).toMatchObject({ status: 'paused' });
    expect(await bodyOf(await resume(post(''), at(id)))).toMatchObject({ status: 'running' });
    await bodyOf(await cancel(post(''), at(id)));
    await expect.poll(() => jobNow(id), SOON).toMatchObject({ status: 'cancelled' });
    const { moved, left } = (await jobNow(id)).totals;
    expect(moved + left).toBe(60);
    expect(left).toBeGreaterThan(0);
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: left, inFlight: 0, delayed: 0 });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: moved });
    expect(await refusal(await resume(post(''), at(id)))).toMatchObject({
      status: 409,
      code: 'job-not-controllable',
    });
  });

  it('by AWS are a task, which can be cancelled once', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 30);
    const request = { source: deadLetters.name, selection: { all: true }, engine: 'aws', ratePerSecond: 1 };
    const { task } = await bodyOf<{ task: MoveTask }>(await redrive(post(request), none));
    const id = task.id ?? '';
    expect(await refusal(await redrive(post(request), none))).toMatchObject({
      status: 409,
      code: 'task-already-running',
    });
    expect((await cancel(post({}), at(id))).status).toBe(200);
    expect(await refusal(await cancel(post({}), at('none')))).toMatchObject({
      status: 404,
      code: 'task-not-found',
    });
  });

  it.each([
    ['nonsense', 400, undefined],
    [{}, 400, 'source'],
    [{ source: 'x' }, 400, 'selection'],
    [{ source: 'x', file: 'y', selection: { all: true } }, 400, 'source'],
    [{ source: 'x', selection: { all: true }, target: 'x' }, 400, 'target'],
    [{ source: 'x', selection: { all: true }, ratePerSecond: 0 }, 400, 'ratePerSecond'],
    [{ source: 'x', selection: { all: true }, canary: true }, 400, 'canary'],
    [
      { source: 'x', selection: { messageIds: Array.from({ length: 100_001 }, (_, index) => `${index}`) } },
      400,
      'selection',
    ],
    [{ source: 'x', selection: { messageIds: ['\u0000'] } }, 404, undefined],
    [{ source: '../x', selection: { all: true } }, 404, undefined],
    [{ source: 'gone', selection: { all: true } }, 404, undefined],
    [{ file: 'f-none' }, 404, undefined],
    [{ file: '__proto__' }, 404, undefined],
    ['{"source":"x","selection":{"all":true},"__proto__":{}}', 400, '__proto__'],
    [`{"source":"${'x'.repeat(7 * 1024 * 1024)}"}`, 413, undefined],
  ])('refuse what makes no sense (%#)', async (request, status, field) => {
    const answer = await refusal(await redrive(post(request), none));
    expect(answer).toMatchObject({ status, ...(field !== undefined && { field }) });
  });

  it.each(['', 'x', 'j0', '%2e%2e', 'j000000000000000000000000', 'j'.repeat(5000), 'a\u0000b'])(
    'that do not exist are 404, whatever is asked of them: %#',
    async (id) => {
      for (const ask of [pause, resume, cancel]) expect((await ask(post('{}'), at(id))).status).toBe(404);
      expect((await show(get(), at(id))).status).toBe(404);
      expect((await messages(get('/api?list=moved'), at(id))).status).toBe(404);
      expect((await download(get(), at(id))).status).toBe(404);
    },
  );

  it.each([
    'list=none',
    'list=moved&cursor=',
    'list=moved&cursor=%00',
    'list=moved&cursor=failed',
    'list=failed&x=1',
    '',
  ])('refuse to list %s', async (query) => {
    const { deadLetters } = await createFilledPair(desk.sqs, 1);
    const { id } = await jobOf({ source: deadLetters.name, selection: { all: true } });
    expect(await refusal(await messages(get(`/api?${query}`), at(id)))).toMatchObject({
      status: 400,
      code: 'invalid-input',
    });
  });

  it('say 503 while the table is away', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 1);
    desk.proxy.fail(({ action }) =>
      /Item|Query/.test(action)
        ? { kind: 'answer', status: 500, code: 'InternalServerError' }
        : { kind: 'pass' },
    );
    const answer = await redrive(post({ source: deadLetters.name, selection: { all: true } }), none);
    expect(await refusal(answer)).toMatchObject({ status: 503, code: 'audit-unavailable' });
    expect(await refusal(await show(get(), at('j000000000000000000000000')))).toMatchObject({ status: 503 });
  });

  it('are refused to another site', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 1);
    const evil = { origin: 'https://evil.example' };
    const request = { source: deadLetters.name, selection: { all: true }, reason: 'x' };
    const answers = [
      await redrive(post(request, evil), none),
      await remove(post(request, evil), queue(deadLetters.name)),
      await upload(post('{"body":"x"}', evil), none),
      await pause(post('', evil), at('j000000000000000000000000')),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 1 });
  });
});

describe('a deletion and its snapshot', () => {
  it('are a job and a file that can be downloaded, and restored', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 3);
    const request = { selection: { messageIds }, reason: 'test messages' };
    const { id } = await bodyOf<RedriveJob>(await remove(post(request), queue(deadLetters.name)));
    await expect.poll(() => jobNow(id), SOON).toMatchObject({ status: 'completed', action: 'delete' });
    const file = await download(get(), at(id));
    expect(file.headers.get('content-type')).toContain('ndjson');
    const text = await file.text();
    expect(text.trimEnd().split('\n')).toHaveLength(3);

    const stored = await bodyOf<StoredFile>(await upload(post(text), none));
    expect(stored).toMatchObject({ messages: 3, source: deadLetters.name });
    const restored = await jobOf({ file: stored.id });
    await expect
      .poll(() => jobNow(restored.id), SOON)
      .toMatchObject({ status: 'completed', totals: { moved: 3 } });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 3 });
  });

  it('needs a reason and a queue that may be read', async () => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 1);
    const selection = { all: true };
    expect(await refusal(await remove(post({ selection }), queue(deadLetters.name)))).toMatchObject({
      field: 'reason',
    });
    expect(
      await refusal(await remove(post({ selection, reason: '  ' }), queue(deadLetters.name))),
    ).toMatchObject({ field: 'reason' });
    const answer = await remove(post({ selection, reason: 'x' }), queue(source.name));
    expect(await refusal(answer)).toMatchObject({ status: 409, code: 'receive-would-count' });
    const { name } = await createQueue(desk.sqs);
    expect(await refusal(await remove(post({ selection, reason: 'x' }), queue(name)))).toMatchObject({
      status: 409,
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 1 });
  });
});

describe('an upload', () => {
  it.each<[string | Uint8Array, string]>([
    ['', 'no message'],
    ['{"body":"x"}\nnonsense', 'Line 2'],
    [Uint8Array.of(0x7b, 0xff, 0xfe), 'UTF-8'],
  ])('that is no file of messages is refused (%#)', async (body, reason) => {
    const answer = await refusal(await upload(post(body), none));
    expect(answer).toMatchObject({
      status: 400,
      code: 'invalid-input',
      message: expect.stringContaining(reason),
    });
  });
});

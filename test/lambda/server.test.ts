import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, startEngine } from '#engine/engine';
import { localQueues } from '#infra/local';
import { deadLetterQueue, jobsQueue } from '#infra/queues';
import { stateTable } from '#infra/state-table';
import { currentLogin, loginEnv, signedIn, useEnv } from '#test/factories/access/login-env';
import { sendMany } from '#test/factories/message';
import { connectTo, disconnect, type StageClients } from '../../scripts/provision/clients.ts';
import { provision } from '../../scripts/provision/provision.ts';
import { type Answer, DESK_HOST, type FunctionUrl, openFunctionUrl } from './function-url.ts';

const BUNDLE = resolve(import.meta.dirname, '../../.open-next/server-functions/default');
/** Unzipped. Lambda's bound is five times that; what is read at a cold start is not free. */
const MAX_BYTES = 50 * 1024 * 1024;
const DEAD_LETTERS = 300;
const MAX_RECEIVED_AT_ONCE = 10;

let engine: Engine;
let clients: StageClients;
let desk: FunctionUrl;

beforeAll(async () => {
  engine = await startEngine({ port: 0 });
  clients = connectTo(engine.endpoint, engine.account.region);
  const stage = { clients, queues: localQueues, consumers: [], table: stateTable, stage: 'local' };
  const queues = await provision(stage);
  await sendMany(clients.sqs, queues.get(deadLetterQueue.name)?.url ?? '', DEAD_LETTERS);
  const login = loginEnv({ REDRIVE_PUBLIC_URL: `https://${DESK_HOST}` });
  useEnv(login);
  const cookies = [await signedIn('operator', {}, currentLogin())];
  const env = {
    ...login,
    AWS_ENDPOINT_URL: engine.endpoint,
    AWS_REGION: engine.account.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    REDRIVE_TABLE: stateTable.name,
    REDRIVE_JOBS_QUEUE: jobsQueue.name,
    REDRIVE_ALLOWED_HOSTS: DESK_HOST,
  };
  desk = await openFunctionUrl(join(BUNDLE, 'index.mjs'), env, { cookies });
  const megabytes = (sizeOf(BUNDLE) / 1024 / 1024).toFixed(1);
  console.log(
    `bundle ${megabytes} MB unzipped; cold start ${desk.coldStartMs.toFixed(0)} ms on this machine`,
  );
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  disconnect(clients);
  await engine.close();
});

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

const bodyOf = ({ chunks }: Answer) => chunks.join('');

it('is small', () => {
  expect(sizeOf(BUNDLE)).toBeGreaterThan(0);
  expect(sizeOf(BUNDLE)).toBeLessThan(MAX_BYTES);
});

describe('pages and files', () => {
  it.each([
    '/',
    `/queues/${deadLetterQueue.name}`,
    `/queues/${deadLetterQueue.name}/dead-letters`,
    '/redrives',
  ])('makes %s', async (path) => {
    const answer = await desk.request('GET', path);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringContaining('text/html') },
    });
    expect(bodyOf(answer)).toContain('</html>');
  });

  it('lets no cache keep a page', async () => {
    const { headers } = await desk.request('GET', '/');
    expect(headers['cache-control']).toMatch(/no-store|no-cache/);
  });

  it('has the icon', async () => {
    const answer = await desk.request('GET', '/icon.svg');
    expect(answer.status).toBe(200);
    expect(bodyOf(answer)).toContain('<svg');
  });

  it('says 404 for what is not there, and 400 for an address that cannot be read', async () => {
    expect((await desk.request('GET', '/nowhere')).status).toBe(404);
    expect((await desk.request('GET', '/api/queues/%zz')).status).toBe(400);
  });
});

describe('strangers', () => {
  const cookies: string[] = [];

  it('are sent to sign in, and come back', async () => {
    const { status, headers } = await desk.request('GET', '/queues/dlq?a=1', { cookies });
    const address = `https://${DESK_HOST}/api/login?return=${encodeURIComponent('/queues/dlq?a=1')}`;
    expect(status).toBe(307);
    expect(new URL(headers['location'] ?? '', `https://${DESK_HOST}`).href).toBe(address);
  });

  it('get nothing of the API', async () => {
    expect((await desk.request('GET', '/api/queues', { cookies })).status).toBe(401);
    expect((await desk.request('GET', '/api/queues', { cookies: ['__Host-redrive-session=x'] })).status).toBe(
      401,
    );
  });
});

it('gives every page a policy with the nonce of its scripts', async () => {
  const answer = await desk.request('GET', '/');
  const nonce = /'nonce-([^']+)'/.exec(answer.headers['content-security-policy'] ?? '')?.[1] ?? 'none';
  expect(bodyOf(answer)).toContain(`nonce="${nonce}"`);
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
});

describe('the API', () => {
  it('answers from AWS', async () => {
    const answer = await desk.request('GET', '/api/queues');
    expect(answer.status).toBe(200);
    const { queues } = JSON.parse(bodyOf(answer)) as { queues: { name: string }[] };
    expect(queues.map(({ name }) => name)).toContain(deadLetterQueue.name);
  });

  it('answers to the host of CloudFront alone', async () => {
    const answer = await desk.request('GET', '/api/queues', {
      headers: { 'x-forwarded-host': 'evil.example' },
    });
    expect(answer.status).toBe(403);
  });

  it('changes something for its own pages alone', async () => {
    const send = (origin: string) =>
      desk.request('POST', '/api/queues/main-queue/messages', {
        headers: { origin },
        body: { body: 'hello' },
      });
    expect((await send('https://evil.example')).status).toBe(403);
    expect((await send(`https://${DESK_HOST}`)).status).toBe(200);
  });

  it('streams a scan while it reads', async () => {
    const answer = await desk.request('POST', `/api/queues/${deadLetterQueue.name}/scan`, {
      headers: { origin: `https://${DESK_HOST}` },
      body: {},
    });
    expect(answer.status).toBe(200);
    const lines = bodyOf(answer)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines.filter(({ type }) => type === 'message')).toHaveLength(DEAD_LETTERS);
    expect(lines.at(-1)).toMatchObject({ type: 'done' });
    // Held back, all of it would come at once.
    expect(answer.chunks.length).toBeGreaterThan(DEAD_LETTERS / MAX_RECEIVED_AT_ONCE / 10);
    expect(answer.chunks[0]).not.toContain('"type":"done"');
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ServiceActions } from '../core/action.ts';
import { Fault } from '../core/fault.ts';
import { randomIds } from '../core/ids.ts';
import { type Listener, listen } from './listen.ts';

let listener: Listener;
let logged: string[];
/** `Test.Hang` says that it has begun, and ends when it is told to. */
let begun: PromiseWithResolvers<void>;
let released: PromiseWithResolvers<void>;

const json: ServiceActions = {
  protocol: 'json',
  targetPrefix: 'Test',
  actions: [
    {
      name: 'Echo',
      shape: { type: 'structure', members: { Text: { type: 'string' } }, required: ['Text'] },
      run: (input: { Text: string }) => ({ Text: input.Text }),
    },
    {
      name: 'Nothing',
      shape: { type: 'any' },
      run: () => undefined,
    },
    {
      name: 'Break',
      shape: { type: 'any' },
      run: () => {
        throw new TypeError('a secret of the inside');
      },
    },
    {
      name: 'Hang',
      shape: { type: 'any' },
      run: () => {
        begun.resolve();
        return released.promise;
      },
    },
  ],
};

const rest: ServiceActions = {
  protocol: 'rest',
  actions: [
    {
      name: 'GetThing',
      method: 'GET',
      path: '/2015-03-31/things/{Name}',
      status: 200,
      headers: { Kind: 'X-Amz-Kind' },
      shape: {
        type: 'structure',
        members: {
          Name: { type: 'string' },
          Kind: { type: 'string' },
          MaxItems: { type: 'integer', max: 5 },
        },
      },
      run: (input: { Name: string }) => {
        if (input.Name === 'none') throw new Fault('FunctionNotFound', 'Thing not found');
        return input;
      },
    },
    {
      name: 'Invoke',
      method: 'POST',
      path: '/2015-03-31/things/{Name}/invocations',
      status: 200,
      rawBody: true,
      shape: { type: 'any' },
      run: (input: { Payload: Buffer }) => ({
        kind: 'raw' as const,
        status: 202,
        headers: { 'X-Amz-Function-Error': 'Unhandled' },
        body: input.Payload,
      }),
    },
  ],
};

beforeEach(async () => {
  logged = [];
  begun = Promise.withResolvers();
  released = Promise.withResolvers();
  const log = (line: string) => logged.push(line);
  listener = await listen({
    port: 0,
    services: [json, rest],
    ids: randomIds,
    committed: () => undefined,
    log,
  });
});
afterEach(() => listener.close());

const urlOf = (path = '/') => `http://127.0.0.1:${listener.port}${path}`;

function callJson(target: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(urlOf(), { method: 'POST', body, headers: { 'X-Amz-Target': target, ...headers } });
}

/** The server still answers a good request. */
async function isAlive(): Promise<boolean> {
  const response = await callJson('Test.Echo', '{"Text":"alive"}');
  return response.ok && (await response.text()) === '{"Text":"alive"}';
}

describe('the JSON protocol', () => {
  it('answers with the length, the content type and a request id', async () => {
    const response = await callJson('Test.Echo', '{"Text":"ünï"}');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(response.headers.get('content-length')).toBe('16');
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toEqual({ Text: 'ünï' });
  });

  it('answers an action without a result with an empty document, and a body of nothing as one', async () => {
    expect(await (await callJson('Test.Nothing', '')).text()).toBe('{}');
  });

  it('sends the query code only to a caller in query mode', async () => {
    const plain = await callJson('Test.Echo', '{}');
    expect(plain.status).toBe(400);
    expect(plain.headers.get('x-amzn-query-error')).toBeNull();
    const queryMode = await callJson('Test.Echo', '{}', { 'x-amzn-query-mode': 'true' });
    expect(queryMode.headers.get('x-amzn-query-error')).toBe('MissingParameter;Sender');
    expect(await queryMode.json()).toMatchObject({
      __type: expect.stringMatching(/#MissingRequiredParameterException$/),
    });
  });

  it('tells nothing of its own failures, but logs them', async () => {
    const response = await callJson('Test.Break', '{}', { 'x-amzn-query-mode': 'true' });
    expect(response.status).toBe(500);
    expect(response.headers.get('x-amzn-query-error')).toBe('InternalFailure;Receiver');
    expect(await response.text()).not.toMatch(/secret/);
    expect(logged.join('\n')).toMatch(/a secret of the inside/);
    expect(await isAlive()).toBe(true);
  });
});

describe('a compressed body', () => {
  const post = (body: Buffer) =>
    fetch(urlOf(), {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'X-Amz-Target': 'Test.Echo', 'Content-Encoding': 'gzip' },
    });

  it('is read as what it was', async () => {
    expect(await (await post(gzipSync('{"Text":"small"}'))).json()).toEqual({ Text: 'small' });
  });

  it('is refused when it is none, or grows beyond the bound', async () => {
    expect((await post(Buffer.from('{"Text":"plain"}'))).status).toBe(400);
    expect((await post(gzipSync(Buffer.alloc(9 * 1024 * 1024)))).status).toBe(413);
    expect(await isAlive()).toBe(true);
  });
});

describe('the REST protocol', () => {
  it('puts path, query and headers into the input', async () => {
    const response = await fetch(urlOf('/2015-03-31/things/a%2Fb/?MaxItems=3'), {
      headers: { 'x-amz-kind': 'good' },
    });
    expect(await response.json()).toEqual({ Name: 'a/b', MaxItems: 3, Kind: 'good' });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('names its errors in a header and in the member that its SDK reads', async () => {
    const response = await fetch(urlOf('/2015-03-31/things/none'));
    expect(response.status).toBe(404);
    expect(response.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException');
    expect(await response.json()).toEqual({ Type: 'User', Message: 'Thing not found' });
  });

  it('passes raw bodies as they are', async () => {
    const response = await fetch(urlOf('/2015-03-31/things/a/invocations'), {
      method: 'POST',
      body: 'not json',
    });
    expect(response.status).toBe(202);
    expect(response.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await response.text()).toBe('not json');
  });

  it.each([
    '/2015-03-31/things/a?MaxItems=6',
    '/2015-03-31/things/a?MaxItems=x',
    '/2015-03-31/things/%ff',
    '/nothing',
  ])('refuses %s', async (path) => {
    const response = await fetch(urlOf(path));
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toMatch(/Exception$/);
  });
});

describe('what no client should send', () => {
  it('refuses a web page of any origin', async () => {
    const response = await callJson('Test.Echo', '{"Text":"a"}', { origin: 'http://127.0.0.1:3000' });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('refuses a body of 9 MB and lives on', async () => {
    const response = await callJson('Test.Echo', `{"Text":"${'x'.repeat(9 * 1024 * 1024)}"}`);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ message: 'Request must be smaller than 8388608 bytes.' });
    expect(await isAlive()).toBe(true);
  });

  it('lives on when a client leaves in the middle of its body', async () => {
    const socket = connect(listener.port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nX-Amz-Target: Test.Echo\r\nContent-Length: 100\r\n\r\n{"Te');
    await once(socket, 'ready');
    socket.destroy();
    await once(socket, 'close');
    expect(await isAlive()).toBe(true);
  });

  it('answers bytes that are no HTTP with 400', async () => {
    const socket = connect(listener.port, '127.0.0.1');
    socket.write(Buffer.from([0, 255, 13, 10, 13, 10, 1, 2, 3]));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 [^]*SerializationException/);
    expect(await isAlive()).toBe(true);
  });
});

describe('opening and closing', () => {
  it('says in one sentence that the port is taken and how to choose another', async () => {
    const { port } = listener;
    await expect(
      listen({ port, services: [], ids: randomIds, committed: () => undefined, log: () => {} }),
    ).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is already in use. Choose another with REDRIVE_ENGINE_PORT, or 0 for any free one.`,
    );
  });

  it('refuses to open with an action listed twice', async () => {
    const twice = listen({
      port: 0,
      services: [json, json],
      ids: randomIds,
      committed: () => undefined,
      log: () => {},
    });
    await expect(twice).rejects.toThrow(new TypeError('Test.Echo is listed twice.'));
  });

  it('lets an answer under way finish before it closes', async () => {
    const hanging = callJson('Test.Hang', '{}');
    await begun.promise;
    const closed = listener.close();
    released.resolve();
    expect((await hanging).status).toBe(200);
    await closed;
    await expect(isAlive()).rejects.toThrow('fetch failed');
  });
});

import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { requestJson, type RequestError } from './request-json.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const refusal = (url: string) => requestJson(url).catch((error: RequestError) => error);

describe('requestJson', () => {
  it('asks by GET, and sends a body as JSON by POST', async () => {
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () =>
        response.end(
          JSON.stringify({
            method: request.method,
            type: request.headers['content-type'] ?? null,
            body: Buffer.concat(chunks).toString(),
          }),
        ),
      );
    });
    expect(await requestJson(url)).toEqual({ method: 'GET', type: null, body: '' });
    expect(await requestJson(url, { body: { n: 1 } })).toEqual({
      method: 'POST',
      type: 'application/json',
      body: '{"n":1}',
    });
  });

  it('throws what the API says, with its code, field and status', async () => {
    const url = await serve((_, response) => {
      response.statusCode = 400;
      response.end('{"error":{"code":"invalid-input","message":"Too many.","field":"count"}}');
    });
    expect(await refusal(url)).toMatchObject({
      code: 'invalid-input',
      message: 'Too many.',
      field: 'count',
      status: 400,
    });
  });

  it('has words for a failure that has none', async () => {
    const url = await serve((_, response) => {
      response.statusCode = 502;
      response.end('<html>Bad Gateway</html>');
    });
    expect(await refusal(url)).toMatchObject({ code: 'UnexpectedAnswer', status: 502, field: null });
  });

  it('says that the desk’s server cannot be reached', async () => {
    const url = await serve(() => {});
    const closed = once(server as Server, 'close');
    server?.close();
    await closed;
    expect(await refusal(url)).toMatchObject({ code: 'DeskUnreachable', status: 0 });
  });

  it('lets an abort through as it is', async () => {
    const url = await serve(() => {});
    const controller = new AbortController();
    const answer = requestJson(url, { signal: controller.signal });
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });
});

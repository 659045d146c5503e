import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface RpcCall {
  method: string;
  params: [{ handler?: string; bundle?: string }];
}

/**
 * Address of a server for the two questions that a deployment asks the `sst` binary: where assets go, and for the bundle of a function.
 * It keeps no process alive.
 */
export async function answerRpc(): Promise<string> {
  const server = createServer((request, response) => {
    void answer(request).then((result) => response.end(JSON.stringify(result)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const {
    method,
    params: [input],
  } = (await json(request)) as RpcCall;
  if (method === 'Provider.Aws.Bootstrap') return { result: { asset: 'sst-asset', state: 'sst-state' } };
  if (method === 'Runtime.Build') {
    const out = input.bundle ?? process.env['REDRIVE_TEST_BUNDLE'];
    return { result: { handler: input.handler, out, errors: [], sourcemaps: [] } };
  }
  return { error: `rpc: can't find ${method}` };
}

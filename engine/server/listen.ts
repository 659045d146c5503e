import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ServiceActions } from '../core/action.ts';
import type { Ids } from '../core/ids.ts';
import type { Committed } from './call.ts';
import { createHandler } from './handle.ts';
import { buildRegistry } from './registry.ts';

const HOST = '127.0.0.1';

/** An SDK reuses idle connections; one that we close under its next request looks like a network fault. */
const KEEP_ALIVE_MS = 120_000;

/** How long answers that are under way may take once the listener closes. */
const CLOSE_GRACE_MS = 2000;

export interface ListenOptions {
  /** 0 takes any free port. */
  port: number;
  services: readonly ServiceActions[];
  ids: Ids;
  committed: Committed;
  log: (line: string) => void;
}

export interface Listener {
  port: number;
  /** Stops accepting, lets the answers under way finish, then ends every connection. */
  close(): Promise<void>;
}

/**
 * Serves the services on 127.0.0.1, the loopback interface only.
 * @throws {Error} with one sentence that names the port when it cannot be listened on
 */
export async function listen({ port, services, ids, committed, log }: ListenOptions): Promise<Listener> {
  const handle = createHandler({ registry: buildRegistry(services), ids, committed, log });
  const open = new Set<ServerResponse>();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requireHostHeader: false });
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    open.add(response);
    response.on('close', onClose);
    handle(request, response);
  };
  server.on('request', onRequest);
  // Node's own answers, to an expectation it does not know or a missing Host, would not be in AWS's shape.
  server.on('checkExpectation', onRequest);
  function onClose(this: ServerResponse): void {
    open.delete(this);
  }

  server.on('clientError', (_error, socket) => {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const body = JSON.stringify({
      __type: 'SerializationException',
      message: 'This is not an HTTP request.',
    });
    socket.end(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: ${body.length}\r\n` +
        `x-amzn-RequestId: ${ids.uuid()}\r\nConnection: close\r\n\r\n${body}`,
    );
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen(port, HOST, resolve);
  });
  server.on('error', (error) => log(`engine: ${error.message}`));

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const answered = [...open].map(
        (response) => new Promise<void>((resolve) => response.once('close', resolve)),
      );
      await Promise.race([Promise.all(answered), aborted(AbortSignal.timeout(CLOSE_GRACE_MS))]);
      server.closeAllConnections();
      await closed;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  const hint = 'Choose another with REDRIVE_ENGINE_PORT, or 0 for any free one.';
  if (error.code === 'EADDRINUSE') return new Error(`Port ${port} on ${HOST} is already in use. ${hint}`);
  if (error.code === 'EACCES') return new Error(`Port ${port} may not be opened by this user. ${hint}`);
  return new Error(`The engine cannot listen on ${HOST}:${port}: ${error.message}. ${hint}`);
}

import { once } from 'node:events';
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of the desk to AWS. */
export interface RecordedRequest {
  /** `ReceiveMessage` for the JSON services, method and path for Lambda's REST. */
  action: string;
  /** Name of the queue it is about, or null. */
  queue: string | null;
  atMs: number;
}

/** Stands between a desk and the engine, passes everything on unchanged, and remembers what was asked. */
export interface RecordingProxy {
  url: string;
  requests: readonly RecordedRequest[];
  /** Refuses connections, as an endpoint does that is down. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
}

export async function startRecordingProxy(engineUrl: string): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  const passOn = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = Buffer.concat(await incoming.toArray());
    requests.push(describeRequest(incoming, body.toString()));
    // The host the caller used goes along: queue URLs are built on it, so the desk stays on the proxy.
    const onward = forward(
      new URL(incoming.url ?? '/', engineUrl),
      { method: incoming.method ?? 'GET', headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    onward.end(body);
  };
  const server = createServer((incoming, outgoing) => {
    passOn(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const port = await listen(server, 0);

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async goDown() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    async comeBack() {
      await listen(server, port);
    },
  };
}

function describeRequest({ method, url, headers }: IncomingMessage, body: string): RecordedRequest {
  const target = headers['x-amz-target'];
  return {
    action: typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : `${method} ${url}`,
    queue: /"QueueUrl":"[^"]*\/([^"/]+)"/.exec(body)?.[1] ?? null,
    atMs: Date.now(),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

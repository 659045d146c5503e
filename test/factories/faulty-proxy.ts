import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to a request: `cut-before` hangs up without passing it on, `cut-after` passes it on and hangs up instead of
 * answering, `answer` refuses it in AWS's shape, `hang` never answers. `pass` lets it through.
 */
export type Fault =
  | { kind: 'pass' }
  | { kind: 'cut-before' }
  | { kind: 'cut-after' }
  | { kind: 'hang' }
  | { kind: 'answer'; status: number; code: string; message?: string }
  /** Answered with success by the proxy itself: a text as it is, anything else as JSON. */
  | { kind: 'reply'; body: unknown }
  /** Passed on, and its answer rewritten. */
  | { kind: 'rewrite'; answer: (answer: Record<string, unknown>) => unknown };

export interface ProxiedRequest {
  /** `AmazonSQS.SendMessageBatch` → `SendMessageBatch`; of Lambda, `GET /2015-03-31/event-source-mappings/`. */
  action: string;
  body: Record<string, unknown>;
}

export interface FaultyProxy {
  endpoint: string;
  /** Decides what happens to each request from now on, until `heal`. */
  fail(decide: (request: ProxiedRequest) => Fault): void;
  heal(): void;
  /** Actions that arrived since the last call of `heal` or the start. */
  readonly seen: readonly ProxiedRequest[];
  close(): Promise<void>;
}

function passAll(): Fault {
  return { kind: 'pass' };
}

/** An HTTP proxy in front of `target`, on a free port of 127.0.0.1. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  let decide: (request: ProxiedRequest) => Fault = passAll;
  let seen: ProxiedRequest[] = [];

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const bytes = await readAll(incoming);
    const request = { action: actionOf(incoming), body: parse(bytes) };
    seen.push(request);
    const fault = decide(request);
    if (fault.kind === 'cut-before') return void incoming.socket.destroy();
    if (fault.kind === 'hang') return;
    if (fault.kind === 'answer') return refuse(outgoing, fault);
    if (fault.kind === 'reply') {
      const { body } = fault;
      return void outgoing.end(typeof body === 'string' ? body : JSON.stringify(body));
    }
    const answer = await forward(target, incoming, bytes);
    if (fault.kind === 'cut-after') return void incoming.socket.destroy();
    const body =
      fault.kind === 'rewrite'
        ? Buffer.from(JSON.stringify(fault.answer(parse(answer.bytes))))
        : answer.bytes;
    const { 'content-length': _, 'transfer-encoding': __, ...headers } = answer.headers;
    outgoing.writeHead(answer.status, { ...headers, 'content-length': body.byteLength });
    outgoing.end(body);
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: (next) => void (decide = next),
    heal() {
      decide = passAll;
      seen = [];
    },
    get seen() {
      return seen;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function actionOf({ headers, method, url }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  return typeof target === 'string'
    ? target.slice(target.indexOf('.') + 1)
    : `${method} ${url?.split('?')[0]}`;
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(bytes.toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function refuse(
  outgoing: ServerResponse,
  { status, code, message = code }: Extract<Fault, { kind: 'answer' }>,
) {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code });
  outgoing.end(JSON.stringify({ __type: code, message }));
}

async function forward(target: string, incoming: IncomingMessage, bytes: Buffer) {
  const passed = httpRequest(new URL(incoming.url ?? '/', target), {
    method: incoming.method ?? 'POST',
    headers: incoming.headers,
  });
  passed.end(bytes);
  const [response] = (await once(passed, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 502, headers: response.headers, bytes: await readAll(response) };
}

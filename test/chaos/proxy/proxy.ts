import { once } from 'node:events';
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';
import type { Random } from '#test/factories/random';
import { errorOf, failEntries, type FaultKind } from './faults.ts';
import { stepsOf, type Step } from './step.ts';

/** A request of a mover, as the harness decides about it. */
export interface Passing {
  /** 1 for the first of this proxy. */
  number: number;
  steps: ReadonlySet<Step>;
}

export interface Decision {
  fault: FaultKind | null;
  /** Ends the mover: before the request is passed on, or when AWS has acted and not answered. */
  kill: { phase: 'before' | 'after'; run: () => void } | null;
}

export interface ChaosProxy {
  endpoint: string;
  /** Faults that really happened. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  close(): Promise<void>;
}

const LONGEST_DELAY_MS = 300;

/** Stands between one mover and the engine; `decide` says what happens to each request. */
export async function startChaosProxy(
  target: string,
  random: Random,
  decide: (request: Passing) => Decision,
): Promise<ChaosProxy> {
  const faults: Partial<Record<FaultKind, number>> = {};
  const agent = new Agent({ keepAlive: true });
  let number = 0;

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const bytes = await readAll(incoming);
    const action = actionOf(incoming);
    const body = parse(bytes);
    const steps = stepsOf(action, body);
    const { fault, kill } = decide({ number: (number += 1), steps });
    const cut = () => void incoming.socket.destroy();
    if (kill?.phase === 'before') {
      kill.run();
      return cut();
    }
    const happens = (kind: FaultKind) => void (faults[kind] = (faults[kind] ?? 0) + 1);
    const partial = fault === 'entries-fail' ? failEntries(action, body, random) : null;
    if (fault !== null && (fault !== 'entries-fail' || partial)) happens(fault);
    const isTable = String(incoming.headers['x-amz-target']).startsWith('DynamoDB');
    if (fault === 'cut-before') return cut();
    if (fault === 'throttle') return refuse(outgoing, errorOf('throttle', isTable));
    if (fault === 'error-before') return refuse(outgoing, errorOf('error', isTable));
    if (fault === 'delay-before') await pass(1 + random.below(LONGEST_DELAY_MS));
    const answer = partial
      ? await forwardPart(target, agent, incoming, partial.body)
      : await forward(target, agent, incoming, bytes);
    if (kill) {
      kill.run();
      return cut();
    }
    if (fault === 'cut-after') return cut();
    if (fault === 'error-after') return refuse(outgoing, errorOf('error', isTable));
    if (fault === 'delay-after') await pass(1 + random.below(LONGEST_DELAY_MS));
    reply(outgoing, partial && answer.status === 200 ? amend(answer, partial.amend) : answer);
  };
  const server = createServer((incoming, outgoing) => {
    // A mover that was killed has closed its connections, whatever was being done for it.
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      agent.destroy();
    },
  };
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  bytes: Buffer;
}

async function forward(
  target: string,
  agent: Agent,
  incoming: IncomingMessage,
  bytes: Buffer,
): Promise<Answer> {
  const passed = httpRequest(new URL(incoming.url ?? '/', target), {
    method: incoming.method ?? 'POST',
    headers: { ...incoming.headers, 'content-length': bytes.byteLength },
    agent,
  });
  passed.end(bytes);
  const [response] = (await once(passed, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 502, headers: response.headers, bytes: await readAll(response) };
}

const NOTHING_LEFT: Answer = {
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  bytes: Buffer.from('{}'),
};

async function forwardPart(
  target: string,
  agent: Agent,
  incoming: IncomingMessage,
  body: Record<string, unknown> | null,
): Promise<Answer> {
  return body ? forward(target, agent, incoming, Buffer.from(JSON.stringify(body))) : NOTHING_LEFT;
}

function amend(answer: Answer, change: (answer: Record<string, unknown>) => unknown): Answer {
  // The checksum was of what it said before.
  const { 'x-amz-crc32': _, ...headers } = answer.headers;
  return { ...answer, headers, bytes: Buffer.from(JSON.stringify(change(parse(answer.bytes)))) };
}

function reply(outgoing: ServerResponse, { status, headers, bytes }: Answer): void {
  const { 'content-length': _, 'transfer-encoding': __, ...kept } = headers;
  outgoing.writeHead(status, { ...kept, 'content-length': bytes.byteLength });
  outgoing.end(bytes);
}

function refuse(outgoing: ServerResponse, { status, code }: { status: number; code: string }): void {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code });
  outgoing.end(JSON.stringify({ __type: code, message: code }));
}

function actionOf({ headers, method, url }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : `${method} ${url}`;
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

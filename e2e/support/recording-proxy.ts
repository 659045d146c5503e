import { once } from 'node:events';
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

const QUEUE_NAME = /"QueueUrl":"[^"]*\/([^"/]+)"/;
/** The first value of a Query is the key of the partition it reads. */
const PARTITION_KEY = /"ExpressionAttributeValues":\{":\w+":\{"S":"([^"]+)"/;

/** A request of the desk to AWS. */
export interface RecordedRequest {
  /** `ReceiveMessage` for the JSON services, method and path for Lambda's REST. */
  action: string;
  /** Name of the queue, or key of the table's partition, it is about; null if of neither. */
  subject: string | null;
  atMs: number;
}

/** What SQS says of an entry that it failed. */
interface Refusal {
  code: string;
  message: string;
}

/** Stands between a desk and the engine, passes everything on, and remembers what was asked. */
export interface RecordingProxy {
  url: string;
  requests: readonly RecordedRequest[];
  /** Answers for the last entry of the next SendMessageBatch that SQS failed; the engine never sees it. */
  refuseNextEntry(refusal: Refusal): void;
  /** Refuses connections, as an endpoint does that is down. */
  goDown(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
}

export async function startRecordingProxy(engineUrl: string): Promise<RecordingProxy> {
  const requests: RecordedRequest[] = [];
  let refusal: Refusal | null = null;
  const passOn = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = Buffer.concat(await incoming.toArray());
    const recorded = describeRequest(incoming, body.toString());
    requests.push(recorded);
    const refused = recorded.action === 'SendMessageBatch' && refusal ? removeLastEntry(body, refusal) : null;
    if (refused) refusal = null;
    const sent = refused?.body ?? body;
    // The host the caller used goes along: queue URLs are built on it, so the desk stays on the proxy.
    const onward = forward(new URL(incoming.url ?? '/', engineUrl), {
      method: incoming.method ?? 'GET',
      headers: { ...incoming.headers, 'content-length': sent.byteLength },
    });
    outgoing.on('close', () => onward.destroy());
    onward.end(sent);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    const answered = Buffer.concat(await answer.toArray());
    const returned = refused ? refused.addTo(answered) : answered;
    outgoing.writeHead(answer.statusCode ?? 502, {
      ...answer.headers,
      'content-length': returned.byteLength,
    });
    outgoing.end(returned);
  };
  const server = createServer((incoming, outgoing) => {
    passOn(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const port = await listen(server, 0);

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    refuseNextEntry(next) {
      refusal = next;
    },
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

/** The batch without its last entry, and how the answer gets that entry's failure. */
function removeLastEntry(body: Buffer, { code, message }: Refusal) {
  const batch = JSON.parse(body.toString()) as { Entries: { Id: string }[] };
  const entry = batch.Entries.pop();
  return {
    body: Buffer.from(JSON.stringify(batch)),
    addTo(answer: Buffer): Buffer {
      const { Failed = [], ...rest } = JSON.parse(answer.toString()) as { Failed?: object[] };
      const failed = { Id: entry?.Id, SenderFault: false, Code: code, Message: message };
      return Buffer.from(JSON.stringify({ ...rest, Failed: [...Failed, failed] }));
    },
  };
}

function describeRequest({ method, url, headers }: IncomingMessage, body: string): RecordedRequest {
  const target = headers['x-amz-target'];
  return {
    action: typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : `${method} ${url}`,
    subject: QUEUE_NAME.exec(body)?.[1] ?? PARTITION_KEY.exec(body)?.[1] ?? null,
    atMs: Date.now(),
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

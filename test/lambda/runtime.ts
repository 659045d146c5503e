import { Writable } from 'node:stream';
import type { RuntimeAnswer, RuntimeRequest } from './protocol.ts';

// A process that does with the desk's bundle what Lambda does: loads it, hands it events, and passes on what it streams.

type StreamingHandler = (event: unknown, stream: Writable, context: object) => Promise<void>;

/** Between the head of a streamed answer, in JSON, and its body. */
const SEPARATOR = Buffer.alloc(8);

const [bundle = ''] = process.argv.slice(2);

Object.assign(globalThis, { awslambda: { streamifyResponse: (handler: StreamingHandler) => handler } });
const loadMs = performance.now();
const { handler } = (await import(bundle)) as { handler: StreamingHandler };

const post = (answer: RuntimeAnswer) => void process.send?.(answer);

/** Takes the head from the first bytes; everything after it is the body, chunk by chunk as it was written. */
function createResponseStream(id: number): Writable {
  let head: Buffer | null = Buffer.alloc(0);
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (head === null) {
        post({ id, type: 'chunk', text: chunk.toString() });
        return done();
      }
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf(SEPARATOR);
      if (end >= 0) {
        const { statusCode, headers = {} } = JSON.parse(head.subarray(0, end).toString()) as {
          statusCode: number;
          headers?: Record<string, string>;
        };
        post({ id, type: 'head', status: statusCode, headers, sinceLoadMs: performance.now() - loadMs });
        const rest = head.subarray(end + SEPARATOR.length);
        if (rest.length > 0) post({ id, type: 'chunk', text: rest.toString() });
        head = null;
      }
      done();
    },
    final(done) {
      post({ id, type: 'end' });
      done();
    },
  });
  return Object.assign(stream, { setContentType: () => {} });
}

process.on('message', ({ id, event }: RuntimeRequest) => {
  const context = { awsRequestId: String(id), getRemainingTimeInMillis: () => 900_000 };
  handler(event, createResponseStream(id), context).catch((error: unknown) => {
    post({ id, type: 'failed', message: String(error) });
  });
});

import { connect } from 'node:net';

const READ_BYTES = 64 * 1024;
const HEADER_END = '\r\n\r\n';
const EMPTY = Buffer.alloc(0);

/** A kept connection with at most one request under way, as SDKs have it. */
export interface Connection {
  send(request: Buffer): void;
  close(): void;
}

export interface Answering {
  /** Whether somebody wants the body of the answer that is being read. */
  keepsBody(): boolean;
  /** An answer of 200 is complete. `bytes` is the length of its body, whether that was kept or not. */
  onAnswer(connection: Connection, body: Buffer, bytes: number): void;
  /** The connection broke, or the answer was another one than 200. */
  onError(error: Error): void;
}

/**
 * Opens a raw socket that reads just enough HTTP to know where an answer ends: status and Content-Length. `node:http`
 * on the client's side costs as much as on the server's, and would hide what the server does.
 */
export function openConnection(url: string, answering: Answering): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const { promise: opened, resolve, reject } = Promise.withResolvers<Connection>();
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  /** A header whose end has not come yet, or that of an error. */
  let header = EMPTY;
  let bodyBytes: number | undefined;
  let missingBytes = 0;
  let isOk = true;
  let kept: Buffer[] = [];
  let isClosed = false;

  const fail = (reason: string) => {
    if (isClosed) return;
    connection.close();
    const error = new Error(`${url} ${reason}`);
    reject(error);
    answering.onError(error);
  };

  /** What of the body has come with the header; undefined as long as the header is not complete. */
  const readHeader = (chunk: Buffer): Buffer | undefined => {
    const seen = header.length === 0 ? chunk : Buffer.concat([header, chunk]);
    const end = seen.indexOf(HEADER_END);
    if (end < 0) {
      header = Buffer.from(seen);
      return undefined;
    }
    const text = seen.toString('latin1', 0, end);
    isOk = text.startsWith('HTTP/1.1 200');
    header = isOk ? EMPTY : Buffer.from(seen.subarray(0, end));
    const length = /\ncontent-length: *(\d+)/i.exec(text)?.[1];
    if (length === undefined) {
      fail(`answered without a length: ${text}`);
      return undefined;
    }
    missingBytes = bodyBytes = Number(length);
    return seen.subarray(end + HEADER_END.length);
  };

  const read = (chunk: Buffer) => {
    const part = bodyBytes === undefined ? readHeader(chunk) : chunk;
    if (part === undefined || bodyBytes === undefined) return;
    missingBytes -= part.length;
    // The chunk's memory is read into again.
    if (!isOk || answering.keepsBody()) kept.push(Buffer.from(part));
    if (missingBytes > 0) return;
    if (missingBytes < 0) {
      fail('answered more than it was asked');
      return;
    }
    const body = kept.length === 0 ? EMPTY : Buffer.concat(kept);
    const bytes = bodyBytes;
    bodyBytes = undefined;
    kept = [];
    if (isOk) answering.onAnswer(connection, body, bytes);
    else fail(`answered ${header.toString('latin1', 0, 40)} ${body.toString('utf8', 0, 400)}`);
  };

  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    onread: {
      buffer,
      callback(bytes) {
        read(buffer.subarray(0, bytes));
        return true;
      },
    },
  });
  const connection: Connection = {
    send: (request) => void socket.write(request),
    close() {
      isClosed = true;
      socket.destroy();
    },
  };
  socket.on('error', ({ message }) => fail(message));
  socket.on('close', () => fail('closed the connection'));
  socket.once('connect', () => resolve(connection));
  return opened;
}

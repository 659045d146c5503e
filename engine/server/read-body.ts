import type { IncomingMessage } from 'node:http';

import { Fault } from '../core/fault.ts';

/** The largest SQS batch is 1 MiB; every byte of it escaped in JSON is 6 MiB. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** How much of a body that is too large is thrown away so that its sender gets to read the answer. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

type Done = (fault: Fault | null, body: Buffer) => void;

const EMPTY = Buffer.alloc(0);

/**
 * Reads a request's body, at most MAX_BODY_BYTES of it into memory, and calls `done` once: with the body, with
 * RequestTooLarge, or not at all when the client went away.
 */
export function readBody(request: IncomingMessage, done: Done): void {
  let first: Buffer = EMPTY;
  let rest: Buffer[] | undefined;
  let sizeBytes = 0;

  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) {
      first = EMPTY;
      rest = undefined;
      if (sizeBytes > MAX_DISCARDED_BYTES) {
        request.removeAllListeners('data');
        request.removeAllListeners('end');
        request.pause();
        done(tooLarge(), EMPTY);
      }
    } else if (first === EMPTY) first = chunk;
    else (rest ??= [first]).push(chunk);
  });
  request.on('end', () => {
    if (sizeBytes > MAX_BODY_BYTES) done(tooLarge(), EMPTY);
    else done(null, rest ? Buffer.concat(rest, sizeBytes) : first);
  });
  request.on('error', () => {});
}

/** What is said to a body beyond MAX_BODY_BYTES. */
export function tooLarge(): Fault {
  return new Fault('RequestTooLarge', `Request must be smaller than ${MAX_BODY_BYTES} bytes.`);
}

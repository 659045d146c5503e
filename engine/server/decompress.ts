import { gunzipSync } from 'node:zlib';

import { Fault } from '../core/fault.ts';
import { MAX_BODY_BYTES, tooLarge } from './read-body.ts';

/**
 * The body as its sender wrote it: SDKs compress large ones (PutMetricData) with gzip. Bounded like any other body.
 * @throws {Fault} RequestTooLarge, MalformedRequest
 */
export function decompress(body: Buffer, contentEncoding: string | undefined): Buffer {
  if (contentEncoding !== 'gzip') return body;
  try {
    return gunzipSync(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw new Fault(
      'MalformedRequest',
      'The request body is not the gzip that its Content-Encoding announces.',
    );
  }
}

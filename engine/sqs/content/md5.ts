import { createHash, hash } from 'node:crypto';

import type { MessageAttribute } from '../state/message.ts';

const STRING_VALUE = Buffer.of(1);
const BINARY_VALUE = Buffer.of(2);

/** MD5 of the UTF-8 text, in hex. */
export function md5OfBody(body: string): string {
  return hash('md5', body, 'hex');
}

/**
 * MD5 over attributes as SQS defines it: by name, each as length and name, length and data type, one byte for the kind of
 * value, length and value; lengths are 4 bytes, big-endian. Undefined without attributes.
 */
export function md5OfAttributes(sortedByName: readonly MessageAttribute[]): string | undefined {
  if (sortedByName.length === 0) return undefined;
  const md5 = createHash('md5');
  const updateWithLength = (bytes: Buffer) => {
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32BE(bytes.length);
    md5.update(length).update(bytes);
  };
  for (const { name, dataType, stringValue, binaryValue } of sortedByName) {
    updateWithLength(Buffer.from(name));
    updateWithLength(Buffer.from(dataType));
    md5.update(binaryValue === undefined ? STRING_VALUE : BINARY_VALUE);
    updateWithLength(
      binaryValue === undefined ? Buffer.from(stringValue ?? '') : Buffer.from(binaryValue, 'base64'),
    );
  }
  return md5.digest('hex');
}

/** MD5 over the only system attribute that can be sent, the trace header. */
export function systemAttributesMd5(traceHeader: string | undefined): string | undefined {
  if (traceHeader === undefined) return undefined;
  return md5OfAttributes([{ name: 'AWSTraceHeader', dataType: 'String', stringValue: traceHeader }]);
}

import type { MessageAttributeValue } from '@aws-sdk/client-sqs';

/** What SQS counts against a queue's maximum: UTF-8 bytes of the body and of each attribute's name, type and value. */
export function messageSizeBytes(
  body: string,
  attributes: Readonly<Record<string, MessageAttributeValue>>,
): number {
  let sizeBytes = Buffer.byteLength(body);
  for (const [name, { DataType = '', StringValue = '', BinaryValue }] of Object.entries(attributes)) {
    sizeBytes += Buffer.byteLength(name) + Buffer.byteLength(DataType);
    sizeBytes += Buffer.byteLength(StringValue) + (BinaryValue?.byteLength ?? 0);
  }
  return sizeBytes;
}

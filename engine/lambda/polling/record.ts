import type { QueueRecord, StoredAttribute } from '../../core/queue-port.ts';

/** A message as a function gets it, in `event.Records`, as JSON. */
export function formatRecord(record: QueueRecord, source: { queueArn: string; region: string }): string {
  return JSON.stringify({
    messageId: record.messageId,
    receiptHandle: record.receiptHandle,
    body: record.body,
    attributes: record.attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(record.messageAttributes).map(([name, attribute]) => [name, formatAttribute(attribute)]),
    ),
    md5OfMessageAttributes: record.md5OfMessageAttributes,
    md5OfBody: record.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: source.queueArn,
    awsRegion: source.region,
  });
}

/** The event of records already in JSON. */
export function formatEvent(records: readonly string[]): string {
  return `{"Records":[${records.join(',')}]}`;
}

function formatAttribute({ DataType, StringValue, BinaryValue }: StoredAttribute) {
  return {
    stringValue: StringValue,
    binaryValue: BinaryValue?.toString('base64'),
    stringListValues: [],
    binaryListValues: [],
    dataType: DataType,
  };
}

import { describe, expect, it } from 'vitest';
import { formatEvent, formatRecord } from './record.ts';

const RECORD = {
  messageId: 'id-1',
  receiptHandle: 'handle-1',
  body: 'a "quoted" body',
  md5OfBody: 'md5',
  attributes: { ApproximateReceiveCount: '2', SenderId: 'local' },
  messageAttributes: {
    order: { DataType: 'Number.int', StringValue: '42' },
    image: { DataType: 'Binary', BinaryValue: Buffer.from([255, 0]) },
    ['__proto__']: { DataType: 'String', StringValue: 'kept' },
  },
  md5OfMessageAttributes: 'md5-of-attributes',
};
const SOURCE = { queueArn: 'arn:aws:sqs:us-east-1:000000000000:q', region: 'us-east-1' };

describe('a record', () => {
  it('has the names and forms of an SQS event', () => {
    const { Records } = JSON.parse(formatEvent([formatRecord(RECORD, SOURCE), formatRecord(RECORD, SOURCE)]));
    expect(Records).toHaveLength(2);
    expect(Records[0]).toEqual({
      messageId: 'id-1',
      receiptHandle: 'handle-1',
      body: 'a "quoted" body',
      attributes: { ApproximateReceiveCount: '2', SenderId: 'local' },
      messageAttributes: {
        order: { stringValue: '42', stringListValues: [], binaryListValues: [], dataType: 'Number.int' },
        image: { binaryValue: '/wA=', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
        ['__proto__']: {
          stringValue: 'kept',
          stringListValues: [],
          binaryListValues: [],
          dataType: 'String',
        },
      },
      md5OfMessageAttributes: 'md5-of-attributes',
      md5OfBody: 'md5',
      eventSource: 'aws:sqs',
      eventSourceARN: SOURCE.queueArn,
      awsRegion: 'us-east-1',
    });
  });

  it('has no md5OfMessageAttributes without attributes', () => {
    const { md5OfMessageAttributes: _absent, ...plain } = RECORD;
    const record = JSON.parse(formatRecord({ ...plain, messageAttributes: {} }, SOURCE));
    expect(record).not.toHaveProperty('md5OfMessageAttributes');
    expect(record.messageAttributes).toEqual({});
  });
});

import type { Context, SQSRecord } from 'aws-lambda';
import { LINEAGE_ATTRIBUTE } from '#lib/redrive/lineage';

/** A record of an SQS event as Lambda passes it, of a queue `orders` unless another is named. */
export function sqsRecord(
  messageId: string,
  {
    body = '{}',
    receiveCount = 1,
    lineage,
    queue = 'orders',
    sentAtMs = 1_000,
  }: { body?: string; receiveCount?: number; lineage?: object; queue?: string; sentAtMs?: number } = {},
): SQSRecord {
  return {
    messageId,
    receiptHandle: `handle-${messageId}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(sentAtMs),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(sentAtMs + 5),
    },
    messageAttributes: lineage
      ? { [LINEAGE_ATTRIBUTE]: { dataType: 'String', stringValue: JSON.stringify(lineage) } }
      : {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
    awsRegion: 'us-east-1',
  };
}

/** What Lambda passes beside the event, with `remainingMs` left of the function's time. */
export function lambdaContext(remainingMs: () => number = () => 30_000): Context {
  return {
    functionName: 'processor',
    functionVersion: '$LATEST',
    awsRequestId: 'request-1',
    getRemainingTimeInMillis: remainingMs,
  } as Context;
}

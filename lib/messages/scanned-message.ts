import type { Message } from '@aws-sdk/client-sqs';
import { readInvocation } from '#lib/lambda/read-invocation';
import { fromSdkAttributes } from '#lib/queues/entries/attribute-values';
import { queueNameOfArn } from '#lib/queues/queue-name';
import { LINEAGE_ATTRIBUTE, parseLineage } from '#lib/redrive/lineage';
import type { ScannedMessage } from './types.ts';

/** A received message as the desk shows it. `queue` is where it was received. */
export function toScannedMessage(
  message: Message,
  queue: { type: 'standard' | 'fifo'; retentionSeconds: number },
): ScannedMessage {
  const system: Readonly<Record<string, string>> = message.Attributes ?? {};
  const sentAtMs = Number(system['SentTimestamp'] ?? 0);
  const firstReceivedAtMs = system['ApproximateFirstReceiveTimestamp'];
  const sourceArn = system['DeadLetterQueueSourceArn'];
  const body = message.Body ?? '';
  const attributes = fromSdkAttributes(message.MessageAttributes);
  const lineage = parseLineage(message.MessageAttributes?.[LINEAGE_ATTRIBUTE]?.StringValue);
  return {
    messageId: message.MessageId ?? '',
    body,
    attributes,
    receiveCount: Number(system['ApproximateReceiveCount'] ?? 1),
    sentAtMs,
    firstReceivedAtMs: firstReceivedAtMs === undefined ? null : Number(firstReceivedAtMs),
    // On a standard queue a move keeps the clock of the first send; a FIFO queue restarts it at an unknown time.
    expiresAtMs: queue.type === 'fifo' ? null : sentAtMs + queue.retentionSeconds * 1000,
    senderId: system['SenderId'] ?? null,
    deadLetterSource: sourceArn === undefined ? null : queueNameOfArn(sourceArn),
    groupId: system['MessageGroupId'] ?? null,
    deduplicationId: system['MessageDeduplicationId'] ?? null,
    sequenceNumber: system['SequenceNumber'] ?? null,
    traceHeader: system['AWSTraceHeader'] ?? null,
    generation: lineage?.generation ?? 0,
    lineage,
    invocation: toInvocation(body, attributes),
  };
}

function toInvocation(body: string, attributes: ScannedMessage['attributes']): ScannedMessage['invocation'] {
  const invocation = readInvocation({ body, attributes });
  if (!invocation) return null;
  const { functionName, requestId, errorCode, errorMessage, condition } = invocation;
  return { functionName, requestId, errorCode, errorMessage, condition };
}

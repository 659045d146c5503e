import type { Message, MessageAttributeValue, SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { messageSizeBytes } from '#lib/queues/entries/message-size';
import { LINEAGE_ATTRIBUTE, nextLineage, parseLineage } from '../lineage.ts';
import type { Target } from './target.ts';

/** SQS refuses a message with more. */
const MAX_ATTRIBUTES = 10;

export interface OutgoingMessage {
  messageId: string;
  entry: Omit<SendMessageBatchRequestEntry, 'Id'>;
  sizeBytes: number;
}

/**
 * The copy of a dead letter that goes to `target`: its body, all attributes with their exact types, trace header, group,
 * and on a FIFO queue its old id as deduplication id. Lineage is noted where an attribute slot and the size allow.
 */
export function toOutgoingMessage(messageId: string, message: Message, target: Target): OutgoingMessage {
  const body = message.Body ?? '';
  const system: Readonly<Record<string, string>> = message.Attributes ?? {};
  const attributes = withLineage(messageId, message, target, copyAttributes(message.MessageAttributes));
  const traceHeader = system['AWSTraceHeader'];
  const groupId = system['MessageGroupId'];
  return {
    messageId,
    sizeBytes: messageSizeBytes(body, attributes),
    entry: {
      MessageBody: body,
      MessageAttributes: attributes,
      ...(traceHeader !== undefined && {
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
      }),
      ...(groupId !== undefined && { MessageGroupId: groupId }),
      ...(target.type === 'fifo' && { MessageDeduplicationId: messageId }),
    },
  };
}

function copyAttributes(attributes: Message['MessageAttributes']): Record<string, MessageAttributeValue> {
  return Object.fromEntries(
    Object.entries(attributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      BinaryValue === undefined ? { DataType, StringValue } : { DataType, BinaryValue },
    ]),
  );
}

function withLineage(
  messageId: string,
  message: Message,
  target: Target,
  attributes: Record<string, MessageAttributeValue>,
): Record<string, MessageAttributeValue> {
  const previous = parseLineage(attributes[LINEAGE_ATTRIBUTE]?.StringValue);
  const lineage = nextLineage(messageId, previous, deliveriesOf(message, target));
  const StringValue = JSON.stringify(lineage);
  const extended = { ...attributes, [LINEAGE_ATTRIBUTE]: { DataType: 'String', StringValue } };
  const fits =
    Object.keys(extended).length <= MAX_ATTRIBUTES &&
    messageSizeBytes(message.Body ?? '', extended) <= target.maximumMessageSizeBytes;
  return fits ? extended : attributes;
}

/**
 * How often consumers saw the message. Its receive count also has this receive and every look into the dead-letter queue,
 * so it is bounded by the number after which its source gives up; a message sent straight here was seen by none.
 */
function deliveriesOf(message: Message, { originMaxReceiveCount }: Target): number {
  const receiveCount = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
  return Math.max(0, Math.min(receiveCount - 1, originMaxReceiveCount));
}

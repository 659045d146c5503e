import { randomUUID } from 'node:crypto';
import {
  type Message,
  type MessageAttributeValue,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  type SQSClient,
} from '@aws-sdk/client-sqs';

const BATCH_SIZE = 10;

/** A body no other message has. */
function uniqueBody(): string {
  return `body ${randomUUID()}`;
}

/** One attribute of every kind a queue must carry: plain, numeric, binary, and both with a custom type. */
export function attributesOfEveryType(): Record<string, MessageAttributeValue> {
  return {
    text: { DataType: 'String', StringValue: 'plain — ünïcödé ✓' },
    'text.custom': { DataType: 'String.json', StringValue: '{"a":1}' },
    count: { DataType: 'Number', StringValue: '3.14' },
    'count.custom': { DataType: 'Number.int', StringValue: '42' },
    bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 1, 254, 255) },
    'bytes.custom': { DataType: 'Binary.gzip', BinaryValue: Uint8Array.of(31, 139) },
  };
}

/** Sends one message and returns its id. */
export async function sendOne(
  sqs: SQSClient,
  queueUrl: string,
  message: Partial<Omit<SendMessageCommandInput, 'QueueUrl'>> = {},
): Promise<string> {
  const { MessageId } = await sqs.send(
    new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: uniqueBody(), ...message }),
  );
  if (MessageId === undefined) throw new TypeError('SendMessage answered without a MessageId');
  return MessageId;
}

/** Sends `count` messages with unique bodies in batches of ten; returns their ids in the order sent. */
export async function sendMany(sqs: SQSClient, queueUrl: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let sent = 0; sent < count; sent += BATCH_SIZE) {
    const entries = Array.from({ length: Math.min(BATCH_SIZE, count - sent) }, (_, index) => ({
      Id: `entry-${index}`,
      MessageBody: uniqueBody(),
    }));
    const { Successful = [], Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    if (Failed.length > 0) throw new TypeError(`SendMessageBatch refused ${Failed[0]?.Message}`);
    ids.push(...Successful.map((entry) => entry.MessageId ?? ''));
  }
  return ids;
}

/** One ReceiveMessage with all attributes asked for; empty when there is nothing. */
export async function receive(
  sqs: SQSClient,
  queueUrl: string,
  options: Omit<ReceiveMessageCommandInput, 'QueueUrl'> = {},
): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
      ...options,
    }),
  );
  return Messages;
}

/** Like `receive`, for a queue that must have exactly one message to give. */
export async function receiveOne(
  sqs: SQSClient,
  queueUrl: string,
  options: Omit<ReceiveMessageCommandInput, 'QueueUrl'> = {},
): Promise<Message & { MessageId: string; ReceiptHandle: string }> {
  const messages = await receive(sqs, queueUrl, options);
  const [message] = messages;
  if (messages.length !== 1 || message?.MessageId === undefined || message.ReceiptHandle === undefined) {
    throw new TypeError(`expected one message in ${queueUrl}, got ${messages.length}`);
  }
  return { ...message, MessageId: message.MessageId, ReceiptHandle: message.ReceiptHandle };
}

/** ApproximateReceiveCount of a received message; NaN when it was not asked for. */
export function receiveCount(message: Message): number {
  return Number(message.Attributes?.ApproximateReceiveCount);
}

/** Ids of received messages, sorted, to compare with the ids that were sent. */
export function sortedIds(messages: readonly Message[]): string[] {
  return messages.map((message) => message.MessageId ?? '').toSorted();
}

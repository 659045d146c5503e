import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  SendMessageCommand,
  type SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { createDeadLetterPair, type DeadLetterPair } from '#test/factories/dead-letters';
import { receive } from '#test/factories/message';
import type { QueueAttributes } from '#test/factories/queue';
import type { Contract } from './endpoint.ts';

/** What SendMessage answers on a FIFO queue. */
export interface FifoSend {
  id: string;
  sequenceNumber: string;
}

/** Sends `body` to a message group. */
export async function sendTo(
  contract: Contract,
  QueueUrl: string,
  MessageGroupId: string,
  MessageBody: string,
  more: Partial<SendMessageCommandInput> = {},
): Promise<FifoSend> {
  const { MessageId: id = '', SequenceNumber: sequenceNumber = '' } = await contract.sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId, ...more }),
  );
  return { id, sequenceNumber };
}

/** Sends each body to the group that its text begins with, `g1-m2` to `g1`, in this order. */
export async function sendInOrder(contract: Contract, queueUrl: string, bodies: string[]): Promise<void> {
  for (const body of bodies) await sendTo(contract, queueUrl, body.replace(/-.*/, ''), body);
}

/** Bodies in the order received. */
export function bodiesOf(messages: readonly Message[]): string[] {
  return messages.map(({ Body = '' }) => Body);
}

/** The bodies of one receive of up to ten messages. */
export async function receiveBodies(
  contract: Contract,
  queueUrl: string,
  options: Parameters<typeof receive>[2] = {},
): Promise<string[]> {
  return bodiesOf(await receive(contract.sqs, queueUrl, options));
}

/** Receives and deletes until nothing comes; all messages, in the order received. */
export async function drain(contract: Contract, queueUrl: string): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const batch = await receive(contract.sqs, queueUrl);
    if (batch.length === 0) return messages;
    for (const message of batch) await deleteReceived(contract, queueUrl, message);
    messages.push(...batch);
  }
}

export async function deleteReceived(contract: Contract, QueueUrl: string, message: Message | undefined) {
  await contract.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
}

/** Hides a received message for so long from now; 0 returns it. */
export async function hideReceived(
  contract: Contract,
  QueueUrl: string,
  message: Message | undefined,
  VisibilityTimeout: number,
) {
  const { ReceiptHandle } = message ?? {};
  await contract.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
}

/** A FIFO queue and its FIFO dead-letter queue; both take the body for the deduplication id. */
export function createFifoPair(
  contract: Contract,
  options: { maxReceiveCount?: number; deadLetterAttributes?: QueueAttributes } = {},
): Promise<DeadLetterPair> {
  const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
  return createDeadLetterPair(contract.sqs, {
    ...options,
    sourceAttributes: fifo,
    deadLetterAttributes: { ...fifo, ...options.deadLetterAttributes },
  });
}

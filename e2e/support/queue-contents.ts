import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type Message,
  type MessageAttributeValue,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { ProvisionedQueue } from '../../scripts/provision/queues.ts';

const BATCH_SIZE = 10;

type QueueAddress = Pick<ProvisionedQueue, 'url'>;

/** A queue that this test did not create. */
export async function findQueue(sqs: SQSClient, name: string): Promise<QueueAddress> {
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
  return { url: QueueUrl };
}

/** How many messages a queue holds: visible, in flight and delayed. */
export async function readDepth(
  sqs: SQSClient,
  queue: QueueAddress,
): Promise<{ visible: number; inFlight: number; delayed: number }> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['All'] }),
  );
  return {
    visible: Number(Attributes['ApproximateNumberOfMessages']),
    inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
    delayed: Number(Attributes['ApproximateNumberOfMessagesDelayed']),
  };
}

/** All messages of a queue, whatever their state. */
export async function countMessages(sqs: SQSClient, queue: QueueAddress): Promise<number> {
  const { visible, inFlight, delayed } = await readDepth(sqs, queue);
  return visible + inFlight + delayed;
}

/** Receives everything that is visible, with all attributes, and leaves it hidden: for the end of a test. */
export async function receiveAll(sqs: SQSClient, queue: QueueAddress): Promise<Message[]> {
  const received: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: BATCH_SIZE,
        VisibilityTimeout: 600,
        WaitTimeSeconds: 0,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) return received;
    received.push(...Messages);
  }
}

/** Sends every body, all with the same attributes. Throws when one is refused. */
export async function sendAll(
  sqs: SQSClient,
  queue: QueueAddress,
  bodies: readonly string[],
  attributes?: Record<string, MessageAttributeValue>,
): Promise<void> {
  for (let start = 0; start < bodies.length; start += BATCH_SIZE) {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: bodies.slice(start, start + BATCH_SIZE).map((body, index) => ({
          Id: String(index),
          MessageBody: body,
          MessageAttributes: attributes,
        })),
      }),
    );
    if (Failed.length > 0) throw new Error(`refused: ${JSON.stringify(Failed)}`);
  }
}

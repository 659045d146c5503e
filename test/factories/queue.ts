import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** A queue of a test: everything later calls need to name it. */
export interface TestQueue {
  name: string;
  url: string;
  arn: string;
}

/** Attributes of CreateQueue under AWS's names, values as strings. */
export type QueueAttributes = Partial<Record<QueueAttributeName, string>>;

/** All names made in this process begin with it, so that a run can find and remove its own queues. */
export const RUN_PREFIX = `run-${randomUUID().slice(0, 8)}`;

/** A queue name nobody else has: `run-1b2c3d4e-<topic>-5f6a7b8c`. Topics are short: names end at 80 characters. */
export function uniqueQueueName(topic = 'queue'): string {
  return `${RUN_PREFIX}-${topic}-${randomUUID().slice(0, 8)}`;
}

/** Creates a queue with a unique name. */
export async function createQueue(
  sqs: SQSClient,
  attributes: QueueAttributes = {},
  topic?: string,
): Promise<TestQueue> {
  const name = uniqueQueueName(topic) + (attributes.FifoQueue === 'true' ? '.fifo' : '');
  const { QueueUrl: url } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  if (url === undefined) throw new TypeError(`CreateQueue of ${name} answered without a QueueUrl`);
  return { name, url, arn: await readAttribute(sqs, url, 'QueueArn') };
}

/** Like `createQueue`, for a FIFO queue that takes the body for the deduplication id unless `attributes` say otherwise. */
export function createFifoQueue(
  sqs: SQSClient,
  attributes: QueueAttributes = {},
  topic?: string,
): Promise<TestQueue> {
  return createQueue(sqs, { FifoQueue: 'true', ContentBasedDeduplication: 'true', ...attributes }, topic);
}

/** One queue attribute, as the string SQS sends. */
export async function readAttribute(
  sqs: SQSClient,
  queueUrl: string,
  name: QueueAttributeName,
): Promise<string> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [name] }),
  );
  const value = Attributes?.[name];
  if (value === undefined) throw new TypeError(`${queueUrl} has no attribute ${name}`);
  return value;
}

/** Messages a queue holds, by state, as its counters say. */
export interface Depth {
  visible: number;
  inFlight: number;
  delayed: number;
}

export async function readDepth(sqs: SQSClient, queueUrl: string): Promise<Depth> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl,
      AttributeNames: [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
        'ApproximateNumberOfMessagesDelayed',
      ],
    }),
  );
  return {
    visible: Number(Attributes.ApproximateNumberOfMessages),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible),
    delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed),
  };
}

import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createManualClock } from '../../core/manual-clock.ts';
import { type Engine, startEngine } from '../../engine.ts';

const clock = createManualClock();
let engine: Engine;
let sqs: SQSClient;
let url: string;
let queueNumber = 0;

beforeAll(async () => {
  engine = await startEngine({ port: 0, clock });
  sqs = new SQSClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  sqs.destroy();
  await engine.close();
});

async function createFifo(attributes: Record<string, string> = {}): Promise<string> {
  queueNumber += 1;
  const name = `orders-${queueNumber}.fifo`;
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { FifoQueue: 'true', ...attributes } }),
  );
  return QueueUrl;
}

beforeEach(async () => {
  url = await createFifo({ ContentBasedDeduplication: 'true', VisibilityTimeout: '30' });
});

const send = (group: string, body: string, deduplicationId?: string, queueUrl = url) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: body,
      MessageGroupId: group,
      ...(deduplicationId && { MessageDeduplicationId: deduplicationId }),
    }),
  );

async function receive(max = 10, queueUrl = url, visibilityTimeout = 30): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: max,
      VisibilityTimeout: visibilityTimeout,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages;
}

const bodies = (messages: Message[]) => messages.map(({ Body }) => Body);
const remove = (message: Message | undefined) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
const hide = (message: Message | undefined, seconds: number) =>
  sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: url,
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: seconds,
    }),
  );

describe('receiving from a FIFO queue', () => {
  it('fills from one group in order before it goes to the next', async () => {
    await send('g1', 'g1-m1');
    await send('g2', 'g2-m1');
    await send('g1', 'g1-m2');
    await send('g1', 'g1-m3');
    expect(bodies(await receive())).toEqual(['g1-m1', 'g1-m2', 'g1-m3', 'g2-m1']);
  });

  it('locks a group while one of its messages is in flight, new ones included', async () => {
    await send('g1', 'a');
    await send('g1', 'b');
    const [first] = await receive(1);
    await send('g1', 'c');
    expect(await receive()).toEqual([]);
    await remove(first);
    expect(bodies(await receive())).toEqual(['b', 'c']);
  });

  it('keeps the lock when only some of the batch are deleted', async () => {
    for (const body of ['a', 'b', 'c']) await send('g1', body);
    const [first] = await receive(2);
    await remove(first);
    expect(await receive()).toEqual([]);
  });

  it('gives a message that came back next, even while later ones are hidden', async () => {
    for (const body of ['a', 'b', 'c']) await send('g1', body);
    const [first] = await receive(3);
    await hide(first, 0);
    expect(bodies(await receive())).toEqual(['a']);
  });

  it('blocks an extended message and the later ones, not the earlier', async () => {
    for (const body of ['a', 'b', 'c']) await send('g1', body);
    const [, second] = await receive(3);
    await hide(second, 60);
    await clock.advance(30_000);
    expect(bodies(await receive())).toEqual(['a']);
    await clock.advance(30_000);
    expect(bodies(await receive())).toEqual(['a', 'b', 'c']);
  });

  it('leaves the group free with a visibility timeout of 0, and gives nothing twice in one receive', async () => {
    await send('g1', 'a');
    await send('g1', 'b');
    expect(bodies(await receive(10, url, 0))).toEqual(['a', 'b']);
    expect(bodies(await receive(10, url, 0))).toEqual(['a', 'b']);
  });

  it('refuses a delete whose visibility timeout has run out', async () => {
    await send('g1', 'a');
    const [message] = await receive();
    await clock.advance(30_000);
    await expect(remove(message)).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
      message: `Value ${message?.ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    });
    expect(bodies(await receive())).toEqual(['a']);
  });
});

describe('deduplication', () => {
  it('answers the first ids for five minutes, even after the message is deleted', async () => {
    const first = await send('g1', 'a', 'same');
    await remove((await receive())[0]);
    await clock.advance(299_999);
    const again = await send('g1', 'another body', 'same');
    expect([again.MessageId, again.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    expect(await receive()).toEqual([]);
    await clock.advance(1);
    expect((await send('g1', 'a', 'same')).MessageId).not.toBe(first.MessageId);
    expect(bodies(await receive())).toEqual(['a']);
  });

  it('goes by the body where that is asked for, and by group where that is the scope', async () => {
    const perGroup = await createFifo({
      ContentBasedDeduplication: 'true',
      DeduplicationScope: 'messageGroup',
    });
    await send('g1', 'a', undefined, perGroup);
    await send('g1', 'a', undefined, perGroup);
    await send('g2', 'a', undefined, perGroup);
    expect(bodies(await receive(10, perGroup))).toEqual(['a', 'a']);
    await send('g1', 'a');
    await send('g2', 'a');
    expect(bodies(await receive())).toEqual(['a']);
  });

  it('is forgotten by a purge', async () => {
    const first = await send('g1', 'a', 'same');
    await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    expect((await send('g1', 'a', 'same')).MessageId).not.toBe(first.MessageId);
  });

  it('must be given where the queue does not take it from the body', async () => {
    const explicit = await createFifo();
    await expect(send('g1', 'a', undefined, explicit)).rejects.toMatchObject({
      Code: 'InvalidParameterValue',
      message:
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    });
  });
});

describe('sending', () => {
  it('gives sequence numbers of twenty digits that rise', async () => {
    const numbers = [await send('g1', 'a'), await send('g1', 'b')].map(
      ({ SequenceNumber = '' }) => SequenceNumber,
    );
    expect(numbers.filter((number) => /^\d{20}$/.test(number))).toEqual(numbers.toSorted());
    expect(new Set(numbers).size).toBe(2);
  });

  it('refuses a delay of its own and a missing group', async () => {
    await expect(
      sqs.send(
        new SendMessageCommand({ QueueUrl: url, MessageBody: 'a', MessageGroupId: 'g', DelaySeconds: 2 }),
      ),
    ).rejects.toThrow(
      'Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.',
    );
    await expect(sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'a' }))).rejects.toThrow(
      'The request must contain the parameter MessageGroupId.',
    );
  });
});

describe('dead-lettering from a FIFO queue', () => {
  it('gives the id as deduplication id and a new sequence number, and restarts retention', async () => {
    const deadLetters = await createFifo({ MessageRetentionPeriod: '100' });
    const name = deadLetters.slice(deadLetters.lastIndexOf('/') + 1);
    const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
    await sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: url,
        Attributes: { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 1 }) },
      }),
    );
    const { MessageId } = await send('g1', 'a', 'first');
    await receive(1, url, 0);
    await clock.advance(90_000);
    expect(await receive()).toEqual([]);
    await clock.advance(99_000);
    const [dead] = await receive(10, deadLetters, 0);
    expect(dead?.MessageId).toBe(MessageId);
    expect(dead?.Attributes).toMatchObject({
      MessageDeduplicationId: MessageId,
      MessageGroupId: 'g1',
      ApproximateReceiveCount: '2',
    });
    const duplicate = await send('g2', 'b', MessageId, deadLetters);
    expect(duplicate.MessageId).toBe(MessageId);
    await clock.advance(1000);
    expect(await receive(10, deadLetters)).toEqual([]);
  });
});

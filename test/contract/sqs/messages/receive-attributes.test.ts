import {
  type MessageAttributeValue,
  type MessageSystemAttributeName,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receiveOne, sendOne } from '#test/factories/message';
import { createQueue, type TestQueue } from '#test/factories/queue';
import { attributeDigest } from '../../support/attribute-digest.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal } from '../../support/refusal.ts';

const contract = contractEndpoint();

const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });
const all = {
  'order.id': text('7'),
  'order.kind': text('gift'),
  orders: text('many'),
  customer: { DataType: 'Number', StringValue: '12' },
};

async function queueWithMessage(): Promise<TestQueue> {
  const queue = await createQueue(contract.sqs);
  await sendOne(contract.sqs, queue.url, { MessageAttributes: all });
  return queue;
}

async function receiveWith(options: Omit<ReceiveMessageCommandInput, 'QueueUrl'>) {
  const queue = await queueWithMessage();
  const { Messages = [] } = await contract.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queue.url, ...options }),
  );
  expect(Messages).toHaveLength(1);
  return Messages[0] ?? {};
}

/** What every standard message has once it was received. */
const systemAttributes = [
  'ApproximateFirstReceiveTimestamp',
  'ApproximateReceiveCount',
  'SenderId',
  'SentTimestamp',
];

describe('attribute selection: wire', () => {
  it('leaves out both attribute members and their MD5 when the selection matches nothing', async () => {
    const queue = await queueWithMessage();
    const reply = await successReply(
      contract,
      new ReceiveMessageCommand({ QueueUrl: queue.url, MessageAttributeNames: ['nothing', 'order'] }),
    );
    const [message] = reply.json['Messages'] as object[];
    expect(Object.keys(message ?? {}).toSorted()).toEqual([
      'Body',
      'MD5OfBody',
      'MessageId',
      'ReceiptHandle',
    ]);
  });

  it('sends system attributes as strings, times in epoch milliseconds', async () => {
    const before = contract.nowMs();
    const { Attributes = {} } = await receiveWith({ MessageSystemAttributeNames: ['All'] });
    expect(Object.keys(Attributes).toSorted()).toEqual(systemAttributes);
    expect(Attributes.ApproximateReceiveCount).toBe('1');
    expect(Attributes.SenderId).not.toBe('');
    for (const time of [Attributes.SentTimestamp, Attributes.ApproximateFirstReceiveTimestamp]) {
      expect(time).toMatch(/^\d{13}$/);
      expect(Math.abs(Number(time) - before)).toBeLessThan(10_000);
    }
  });
});

describe('attribute selection: validation', () => {
  it('refuses a system attribute it does not know', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageSystemAttributeNames = ['Foo' as MessageSystemAttributeName];
    const got = await refusal(
      contract,
      new ReceiveMessageCommand({ QueueUrl: queue.url, MessageSystemAttributeNames }),
    );
    expect(got.status).toBe(400);
  });
});

describe('message attribute selection: behaviour', () => {
  it.each([
    ['All', ['All'], Object.keys(all)],
    ['.*', ['.*'], Object.keys(all)],
    ['a prefix', ['order.*'], ['order.id', 'order.kind']],
    ['an exact name', ['customer'], ['customer']],
    ['a prefix and a name', ['order.*', 'customer'], ['order.id', 'order.kind', 'customer']],
    ['a name twice', ['orders', 'orders'], ['orders']],
    ['All and a name', ['All', 'customer'], Object.keys(all)],
  ])('%s', async (_, MessageAttributeNames, expected) => {
    const message = await receiveWith({ MessageAttributeNames });
    const subset = Object.fromEntries(Object.entries(all).filter(([name]) => expected.includes(name)));
    expect(message.MessageAttributes).toEqual(subset);
    expect(message.MD5OfMessageAttributes).toBe(attributeDigest(subset));
  });

  it('asks nothing of the stored message: the next receive may select otherwise', async () => {
    const queue = await queueWithMessage();
    await receiveOne(contract.sqs, queue.url, { MessageAttributeNames: ['customer'], VisibilityTimeout: 0 });
    const message = await receiveOne(contract.sqs, queue.url, { MessageAttributeNames: ['All'] });
    expect(message.MessageAttributes).toEqual(all);
  });
});

describe('system attribute selection: behaviour', () => {
  it('gives what MessageSystemAttributeNames names', async () => {
    const { Attributes = {} } = await receiveWith({ MessageSystemAttributeNames: ['SentTimestamp'] });
    expect(Object.keys(Attributes)).toEqual(['SentTimestamp']);
  });

  it('gives what the deprecated AttributeNames names', async () => {
    const { Attributes = {} } = await receiveWith({ AttributeNames: ['ApproximateReceiveCount' as 'All'] });
    expect(Object.keys(Attributes)).toEqual(['ApproximateReceiveCount']);
  });

  it.each([
    [['SenderId'], ['SentTimestamp'], ['SenderId', 'SentTimestamp']],
    [['All'], ['SentTimestamp'], systemAttributes],
    [['SenderId'], ['All'], systemAttributes],
  ])('unites %j and %j', async (deprecated, current, expected) => {
    const { Attributes = {} } = await receiveWith({
      AttributeNames: deprecated as 'All'[],
      MessageSystemAttributeNames: current as MessageSystemAttributeName[],
    });
    expect(Object.keys(Attributes).toSorted()).toEqual(expected);
  });
});

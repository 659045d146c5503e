import { beforeEach, describe, expect, it } from 'vitest';

import type { JsonText } from '../../core/action.ts';
import { noDisk } from '../../core/disk/no-disk.ts';
import { createManualClock, type ManualClock } from '../../core/manual-clock.ts';
import type { Datum } from '../../core/metric-sink.ts';
import { randomIds } from '../../core/ids.ts';
import { createSqs } from '../index.ts';

const context = {
  requestId: 'request',
  callerId: 'local',
  endpoint: 'http://127.0.0.1',
  signal: new AbortController().signal,
};
const MINUTE_MS = 60_000;

let clock: ManualClock;
let data: Datum[];
let call: (name: string, input: object) => unknown;

beforeEach(() => {
  clock = createManualClock();
  data = [];
  const { service } = createSqs({
    clock,
    ids: randomIds,
    account: { accountId: '000000000000', region: 'us-east-1' },
    metrics: { put: (datum) => data.push(datum) },
    disk: noDisk,
  });
  call = (name, input) => {
    const action = service.actions.find((candidate) => candidate.name === name);
    return action?.run(input as never, context);
  };
});

const create = (name: string, attributes = {}) => {
  call('CreateQueue', { QueueName: name, Attributes: attributes });
  return `http://127.0.0.1/000000000000/${name}`;
};
const valuesOf = (queueName: string, name: string) =>
  data
    .filter((datum) => datum.dimensions['QueueName'] === queueName && datum.name === name)
    .map(({ value }) => value);

describe('gauges', () => {
  it('come once at creation and then at each minute, in the namespace of SQS', async () => {
    create('q');
    expect(valuesOf('q', 'ApproximateNumberOfMessagesVisible')).toEqual([0]);
    await clock.advance(2 * MINUTE_MS);
    expect(valuesOf('q', 'ApproximateNumberOfMessagesVisible')).toEqual([0, 0, 0]);
    expect(new Set(data.map(({ namespace }) => namespace))).toEqual(new Set(['AWS/SQS']));
  });

  it('say what is visible, in flight and delayed, and how old the oldest is', async () => {
    const QueueUrl = create('q');
    await clock.advance(1000);
    for (const DelaySeconds of [0, 0, 600]) {
      call('SendMessage', { QueueUrl, MessageBody: 'body', DelaySeconds });
    }
    call('ReceiveMessage', { QueueUrl, VisibilityTimeout: 600 });
    await clock.advance(MINUTE_MS);
    expect(valuesOf('q', 'ApproximateNumberOfMessagesVisible').at(-1)).toBe(1);
    expect(valuesOf('q', 'ApproximateNumberOfMessagesNotVisible').at(-1)).toBe(1);
    expect(valuesOf('q', 'ApproximateNumberOfMessagesDelayed').at(-1)).toBe(1);
    expect(valuesOf('q', 'ApproximateAgeOfOldestMessage').at(-1)).toBe(59);
  });

  it('pass over poison: what a standard queue gave three times no longer counts as the oldest', async () => {
    const QueueUrl = create('q', { VisibilityTimeout: '0' });
    call('SendMessage', { QueueUrl, MessageBody: 'poison' });
    await clock.advance(20_000);
    call('SendMessage', { QueueUrl, MessageBody: 'later', DelaySeconds: 600 });
    for (let receive = 1; receive <= 2; receive += 1) call('ReceiveMessage', { QueueUrl });
    await clock.advance(MINUTE_MS);
    expect(valuesOf('q', 'ApproximateAgeOfOldestMessage').at(-1)).toBe(60);
    call('ReceiveMessage', { QueueUrl });
    await clock.advance(MINUTE_MS);
    expect(valuesOf('q', 'ApproximateAgeOfOldestMessage').at(-1)).toBe(100);
  });

  it('count the groups of a FIFO queue that have a message in flight, and no groups elsewhere', async () => {
    const QueueUrl = create('q.fifo', { FifoQueue: 'true' });
    for (const MessageDeduplicationId of ['a1', 'a2', 'b1', 'c1']) {
      const MessageGroupId = MessageDeduplicationId.charAt(0);
      call('SendMessage', { QueueUrl, MessageBody: 'x', MessageGroupId, MessageDeduplicationId });
    }
    call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 3, VisibilityTimeout: 90 });
    await clock.advance(MINUTE_MS);
    const name = 'ApproximateNumberOfGroupsWithInflightMessages';
    expect(valuesOf('q.fifo', name)).toEqual([0, 2]);
    await clock.advance(MINUTE_MS);
    expect(valuesOf('q.fifo', name).at(-1)).toBe(0);
    create('q');
    expect(valuesOf('q', name)).toEqual([]);
  });

  it('tell noisy groups of a fair queue from quiet ones, once there are groups', async () => {
    const QueueUrl = create('q');
    expect(valuesOf('q', 'ApproximateNumberOfNoisyGroups')).toEqual([]);
    const send = (MessageGroupId: string) =>
      call('SendMessage', { QueueUrl, MessageBody: 'x', MessageGroupId });
    for (let count = 0; count < 40; count += 1) send('loud');
    for (let count = 0; count < 3; count += 1) {
      call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 });
    }
    for (const quiet of ['one', 'two']) send(quiet);
    call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 1, VisibilityTimeout: 600 });
    await clock.advance(MINUTE_MS);
    expect(valuesOf('q', 'ApproximateNumberOfNoisyGroups')).toEqual([1]);
    expect(valuesOf('q', 'ApproximateNumberOfMessagesVisibleInQuietGroups')).toEqual([1]);
    expect(valuesOf('q', 'ApproximateNumberOfMessagesNotVisibleInQuietGroups')).toEqual([1]);
  });

  it('stop six hours after the last action, and start again with the next', async () => {
    const QueueUrl = create('q');
    await clock.advance(6 * 60 * MINUTE_MS + 30 * MINUTE_MS);
    const count = data.length;
    await clock.advance(60 * MINUTE_MS);
    expect(data.length).toBe(count);
    call('GetQueueAttributes', { QueueUrl });
    expect(data.length).toBe(count + 4);
  });
});

describe('counts', () => {
  it('are one sample a call with the number of successes', () => {
    const QueueUrl = create('q', { MaximumMessageSize: '1024' });
    const bodies = ['ab', 'abcd', 'x'.repeat(1025)];
    call('SendMessageBatch', {
      QueueUrl,
      Entries: bodies.map((MessageBody, index) => ({ Id: `${index}`, MessageBody })),
    });
    expect(valuesOf('q', 'NumberOfMessagesSent')).toEqual([2]);
    expect(valuesOf('q', 'SentMessageSize')).toEqual([2, 4]);
    call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
    call('ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
    expect(valuesOf('q', 'NumberOfMessagesReceived')).toEqual([2]);
    expect(valuesOf('q', 'NumberOfEmptyReceives')).toEqual([1]);
  });

  it('tell what a FIFO queue took from what it had already', () => {
    const QueueUrl = create('q.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    const message = { MessageBody: 'same', MessageGroupId: 'g' };
    call('SendMessage', { QueueUrl, ...message });
    call('SendMessage', { QueueUrl, ...message });
    call('SendMessageBatch', {
      QueueUrl,
      Entries: ['same', 'same', 'new'].map((MessageBody, index) => ({
        Id: `${index}`,
        MessageBody,
        MessageGroupId: 'g',
      })),
    });
    expect(valuesOf('q.fifo', 'NumberOfMessagesSent')).toEqual([1, 1]);
    expect(valuesOf('q.fifo', 'NumberOfDeduplicatedSentMessages')).toEqual([1, 2]);
    expect(valuesOf('q.fifo', 'SentMessageSize')).toEqual([4, 3]);
  });

  it('count a repeated delete again', () => {
    const QueueUrl = create('q');
    call('SendMessage', { QueueUrl, MessageBody: 'body' });
    const { text } = call('ReceiveMessage', { QueueUrl }) as JsonText;
    const { Messages } = JSON.parse(text) as { Messages: { ReceiptHandle: string }[] };
    const { ReceiptHandle } = Messages[0] ?? {};
    for (const attempt of [1, 2]) {
      call('DeleteMessage', { QueueUrl, ReceiptHandle });
      expect(valuesOf('q', 'NumberOfMessagesDeleted').length).toBe(attempt);
    }
  });

  it('do not count a dead-lettered message as sent, and its age begins there', async () => {
    create('dlq');
    const deadLetterTargetArn = 'arn:aws:sqs:us-east-1:000000000000:dlq';
    const QueueUrl = create('q', {
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1 }),
    });
    call('SendMessage', { QueueUrl, MessageBody: 'body' });
    call('ReceiveMessage', { QueueUrl, VisibilityTimeout: 0 });
    await clock.advance(30 * 1000);
    call('ReceiveMessage', { QueueUrl });
    await clock.advance(30 * 1000);
    expect(valuesOf('dlq', 'ApproximateNumberOfMessagesVisible').at(-1)).toBe(1);
    expect(valuesOf('dlq', 'NumberOfMessagesSent')).toEqual([]);
    expect(valuesOf('dlq', 'ApproximateAgeOfOldestMessage').at(-1)).toBe(30);
  });
});

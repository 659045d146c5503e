import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  ListQueueTagsCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CrashableEngine, startCrashableEngine } from '#test/factories/engine/crashable-engine';
import { createFilledPair } from '#test/factories/dead-letters';
import {
  attributesOfEveryType,
  receive,
  receiveCount,
  receiveOne,
  sendMany,
  sendOne,
  sortedIds,
} from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';

let host: CrashableEngine;
const SECOND_MS = 1000;
const FIFO = { FifoQueue: 'true', ContentBasedDeduplication: 'true', VisibilityTimeout: '60' };

beforeEach(async () => {
  host = await startCrashableEngine();
});
afterEach(() => host[Symbol.asyncDispose]());

const createFifo = async () => {
  const { sqs } = host;
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'orders.fifo', Attributes: FIFO }),
  );
  return QueueUrl;
};
const sendFifo = (QueueUrl: string, MessageBody: string, MessageGroupId = 'group') =>
  host.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId }));

describe('a queue after a crash', () => {
  it('has its attributes, tags and times', async () => {
    const { url } = await createQueue(host.sqs, {
      VisibilityTimeout: '7',
      Policy: '{"Version":"2012-10-17","Statement":[]}',
    });
    await host.clock.advance(5 * SECOND_MS);
    await host.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { DelaySeconds: '3' } }));
    await host.sqs.send(new TagQueueCommand({ QueueUrl: url, Tags: { team: 'payments' } }));
    const read = () =>
      host.sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
    const before = await read();
    await host.crash();

    expect((await read()).Attributes).toEqual(before.Attributes);
    expect((await host.sqs.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags).toEqual({
      team: 'payments',
    });
  });

  it('stays deleted, and its name taken for the rest of the minute', async () => {
    const { url, name } = await createQueue(host.sqs);
    await sendOne(host.sqs, url);
    await host.sqs.send(new DeleteQueueCommand({ QueueUrl: url }));
    await host.crash(59 * SECOND_MS);
    const create = () => host.sqs.send(new CreateQueueCommand({ QueueName: name }));
    await expect(create()).rejects.toThrow('You must wait 60 seconds');
    await host.clock.advance(SECOND_MS);
    await create();
    expect(await readDepth(host.sqs, url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('stays purged, and may not be purged again for the rest of the minute', async () => {
    const { url } = await createQueue(host.sqs);
    await sendMany(host.sqs, url, 20);
    await host.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    const later = await sendOne(host.sqs, url);
    await host.crash();
    await expect(host.sqs.send(new PurgeQueueCommand({ QueueUrl: url }))).rejects.toThrow(
      'Only one PurgeQueue',
    );
    expect(sortedIds(await receive(host.sqs, url))).toEqual([later]);
    await host.clock.advance(SECOND_MS);
    await host.crash();
    expect(host.engine.restored).toEqual({ queues: 1, messages: 1 });
  });
});

describe('a message after a crash', () => {
  it('is what it was, attributes, trace header and times included', async () => {
    const { url } = await createQueue(host.sqs, { VisibilityTimeout: '10' });
    await sendOne(host.sqs, url, {
      MessageBody: '{"text":"ünïcödé 🚀"}',
      MessageAttributes: attributesOfEveryType(),
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5759e988' } },
      MessageGroupId: 'tenant',
    });
    const first = await receiveOne(host.sqs, url);
    await host.crash(10 * SECOND_MS);
    const second = await receiveOne(host.sqs, url);
    expect(second).toEqual({
      ...first,
      ReceiptHandle: second.ReceiptHandle,
      Attributes: { ...first.Attributes, ApproximateReceiveCount: '2' },
    });
  });

  it('stays hidden until its time, and its handle of before deletes it', async () => {
    const { url } = await createQueue(host.sqs, { VisibilityTimeout: '30' });
    const [kept = '', deleted = ''] = await sendMany(host.sqs, url, 2);
    const messages = await receive(host.sqs, url);
    const handleOf = (id: string) => messages.find(({ MessageId }) => MessageId === id)?.ReceiptHandle;
    await host.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: handleOf(kept),
        VisibilityTimeout: 100,
      }),
    );
    await host.crash(50 * SECOND_MS);
    await host.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handleOf(deleted) }));
    expect(await readDepth(host.sqs, url)).toEqual({ visible: 0, inFlight: 1, delayed: 0 });
    await host.crash(50 * SECOND_MS);
    const back = await receiveOne(host.sqs, url);
    expect([back.MessageId, receiveCount(back)]).toEqual([kept, 2]);
  });

  it('stays delayed until its time', async () => {
    const { url } = await createQueue(host.sqs);
    await sendOne(host.sqs, url, { DelaySeconds: 20 });
    await host.crash(10 * SECOND_MS);
    expect(await readDepth(host.sqs, url)).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
    await host.clock.advance(10 * SECOND_MS);
    expect(receiveCount(await receiveOne(host.sqs, url))).toBe(1);
  });

  it('comes after those that waited longer, when it was given back just before', async () => {
    const { url } = await createQueue(host.sqs);
    const sent = await sendMany(host.sqs, url, 3);
    await host.clock.advance(SECOND_MS);
    const first = await receiveOne(host.sqs, url, { MaxNumberOfMessages: 1, VisibilityTimeout: 0 });
    await host.crash();
    const [second, third] = sent.filter((id) => id !== first.MessageId);
    const order = (await receive(host.sqs, url)).map(({ MessageId }) => MessageId);
    expect(order).toEqual([second, third, first.MessageId]);
  });

  it('is gone when retention ended meanwhile, from the disk too', async () => {
    const { url } = await createQueue(host.sqs, { MessageRetentionPeriod: '60' });
    await sendOne(host.sqs, url);
    await host.crash(61 * SECOND_MS);
    expect(await receive(host.sqs, url)).toEqual([]);
    await host.crash();
    expect(host.engine.restored.messages).toBe(0);
  });

  it('is in the dead-letter queue, with its count, source and retention', async () => {
    const pair = await createFilledPair(host.sqs, 1, {
      deadLetterAttributes: { MessageRetentionPeriod: '100' },
    });
    await host.crash(50 * SECOND_MS);
    expect(await readDepth(host.sqs, pair.source.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    const dead = await receiveOne(host.sqs, pair.deadLetters.url, { VisibilityTimeout: 0 });
    expect(dead.MessageId).toBe(pair.messageIds[0]);
    expect(receiveCount(dead)).toBe(2);
    expect(dead.Attributes?.DeadLetterQueueSourceArn).toBe(pair.source.arn);
    await host.clock.advance(50 * SECOND_MS);
    expect(await receive(host.sqs, pair.deadLetters.url)).toEqual([]);
  });
});

describe('a FIFO queue after a crash', () => {
  it('keeps order, locks and sequence', async () => {
    const url = await createFifo();
    for (const body of ['a1', 'a2', 'a3']) await sendFifo(url, body, 'a');
    const { SequenceNumber: before = '' } = await sendFifo(url, 'b1', 'b');
    await receiveOne(host.sqs, url, { MaxNumberOfMessages: 1 });
    await host.crash();
    expect((await receive(host.sqs, url)).map(({ Body }) => Body)).toEqual(['b1']);
    const { SequenceNumber: after = '' } = await sendFifo(url, 'a4', 'a');
    expect(after > before).toBe(true);
    await host.clock.advance(60 * SECOND_MS);
    const all = (await receive(host.sqs, url)).map(({ Body = '' }) => Body);
    expect(all.filter((body) => body.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4']);
  });

  it('remembers deduplication ids for the rest of their five minutes', async () => {
    const url = await createFifo();
    const first = await sendFifo(url, 'once');
    await host.crash(299 * SECOND_MS);
    const again = await sendFifo(url, 'once');
    expect([again.MessageId, again.SequenceNumber]).toEqual([first.MessageId, first.SequenceNumber]);
    await host.crash(SECOND_MS);
    expect((await sendFifo(url, 'once')).MessageId).not.toBe(first.MessageId);
  });
});

describe('a receive attempt id after a crash', () => {
  it('still gives what it gave, for the rest of its five minutes', async () => {
    const url = await createFifo();
    await sendFifo(url, 'only');
    const attempt = () => receive(host.sqs, url, { ReceiveRequestAttemptId: 'one', VisibilityTimeout: 600 });
    const first = await attempt();
    await host.crash(60 * SECOND_MS);
    const again = await attempt();
    expect(again.map(({ ReceiptHandle }) => ReceiptHandle)).toEqual(
      first.map(({ ReceiptHandle }) => ReceiptHandle),
    );
    expect(again).toHaveLength(1);
    await host.crash(300 * SECOND_MS);
    expect(await attempt()).toEqual([]);
  });
});

describe('a move task after a crash', () => {
  it('goes on and moves every message once', async () => {
    const pair = await createFilledPair(host.sqs, 10);
    await host.sqs.send(
      new StartMessageMoveTaskCommand({ SourceArn: pair.deadLetters.arn, MaxNumberOfMessagesPerSecond: 1 }),
    );
    await host.clock.advance(4 * SECOND_MS);
    await host.crash(2 * SECOND_MS);
    const list = () => host.sqs.send(new ListMessageMoveTasksCommand({ SourceArn: pair.deadLetters.arn }));
    expect((await list()).Results?.[0]?.Status).toBe('RUNNING');
    await host.clock.advance(20 * SECOND_MS);
    expect((await list()).Results?.[0]).toMatchObject({
      Status: 'COMPLETED',
      ApproximateNumberOfMessagesMoved: 10,
      ApproximateNumberOfMessagesToMove: 10,
    });
    expect(await readDepth(host.sqs, pair.source.url)).toEqual({ visible: 10, inFlight: 0, delayed: 0 });
    expect(await readDepth(host.sqs, pair.deadLetters.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });
});

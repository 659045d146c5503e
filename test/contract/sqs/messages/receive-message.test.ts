import { type Message, ReceiveMessageCommand, type ReceiveMessageCommandInput } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveCount, receiveOne, sendMany, sendOne, sortedIds } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { md5 } from '../../support/attribute-digest.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const command = (QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) =>
  new ReceiveMessageCommand({ QueueUrl, ...more });

describe('ReceiveMessage: wire', () => {
  it('sends no Messages member when there is nothing', async () => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(contract, command(queue.url));
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({});
    expect(reply.text).toBe('{}');
  });

  it('sends id, handle, body and its MD5, and no attributes nobody asked for', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageId = await sendOne(contract.sqs, queue.url, {
      MessageBody: 'hello',
      MessageAttributes: { a: { DataType: 'String', StringValue: 'x' } },
    });
    const reply = await successReply(contract, command(queue.url));
    expect(reply.json).toEqual({
      Messages: [{ MessageId, ReceiptHandle: expect.any(String), Body: 'hello', MD5OfBody: md5('hello') }],
    });
  });
});

describe('ReceiveMessage: validation', () => {
  it.each([-1, 0, 11])('refuses MaxNumberOfMessages = %s', async (MaxNumberOfMessages) => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, command(queue.url, { MaxNumberOfMessages }))).toEqual(
      wireError(
        'InvalidParameterValue',
        `Value ${MaxNumberOfMessages} for parameter MaxNumberOfMessages is invalid. ` +
          'Reason: Must be between 1 and 10, if provided.',
      ),
    );
  });

  it.each([-1, 21])('refuses WaitTimeSeconds = %s', async (WaitTimeSeconds) => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, command(queue.url, { WaitTimeSeconds }))).toEqual(
      wireError(
        'InvalidParameterValue',
        `Value ${WaitTimeSeconds} for parameter WaitTimeSeconds is invalid. ` +
          'Reason: Must be >= 0 and <= 20, if provided.',
      ),
    );
  });

  it.each([-1, 43_201])('refuses VisibilityTimeout = %s', async (VisibilityTimeout) => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, command(queue.url, { VisibilityTimeout }));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
    expect(got.message).toContain('VisibilityTimeout');
  });

  it('counts no receive for a request it refuses', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    await refusal(contract, command(queue.url, { MaxNumberOfMessages: 11 }));
    expect(receiveCount(await receiveOne(contract.sqs, queue.url))).toBe(1);
  });
});

describe('ReceiveMessage: behaviour', () => {
  it('gives one message unless more are asked for', async () => {
    const queue = await createQueue(contract.sqs);
    await sendMany(contract.sqs, queue.url, 3);
    const { Messages } = await contract.sqs.send(command(queue.url));
    expect(Messages).toHaveLength(1);
  });

  it('hands every message out once while it is hidden', async () => {
    const queue = await createQueue(contract.sqs);
    const ids = await sendMany(contract.sqs, queue.url, 25);
    const seen: string[] = [];
    for (let round = 0; round < 10 && seen.length < 25; round += 1) {
      const messages = await receive(contract.sqs, queue.url);
      expect(messages.length).toBeLessThanOrEqual(10);
      seen.push(...messages.map((message) => message.MessageId ?? ''));
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('hands every message to one of many receivers that ask at once', async () => {
    const queue = await createQueue(contract.sqs);
    const ids = await sendMany(contract.sqs, queue.url, 100);
    const seen: Message[] = [];
    const work = async () => {
      for (let batch = await receive(contract.sqs, queue.url); batch.length > 0;) {
        seen.push(...batch);
        batch = await receive(contract.sqs, queue.url);
      }
    };
    await Promise.all(Array.from({ length: 8 }, work));
    expect(sortedIds(seen)).toEqual(ids.toSorted());
    expect(new Set(seen.map(receiveCount))).toEqual(new Set([1]));
  });

  it('hides for the time the queue says', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '5' });
    const id = await sendOne(contract.sqs, queue.url);
    await receiveOne(contract.sqs, queue.url);
    await contract.pass(4_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
    await contract.pass(1_500);
    expect((await receiveOne(contract.sqs, queue.url)).MessageId).toBe(id);
  });

  it('hides for the time the call says, instead', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '2' });
    await sendOne(contract.sqs, queue.url);
    await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 6 });
    await contract.pass(4_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
    await contract.pass(2_500);
    expect(await receive(contract.sqs, queue.url)).toHaveLength(1);
  });

  it('gives a new handle with each receive', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    const first = await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 0 });
    const second = await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 0 });
    expect(second.MessageId).toBe(first.MessageId);
    expect(second.ReceiptHandle).not.toBe(first.ReceiptHandle);
  });

  it('never gives one message twice in one answer, even when it hides nothing', async () => {
    const queue = await createQueue(contract.sqs);
    const ids = await sendMany(contract.sqs, queue.url, 3);
    const messages = await receive(contract.sqs, queue.url, { VisibilityTimeout: 0 });
    expect(sortedIds(messages)).toEqual(ids.toSorted());
  });
});

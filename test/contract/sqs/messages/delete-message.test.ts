import { DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveOne, sendOne } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { missingParameter, refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const remove = (QueueUrl: string, ReceiptHandle: string | undefined) =>
  new DeleteMessageCommand({ QueueUrl, ReceiptHandle });

describe('DeleteMessage: wire', () => {
  it('answers 200 without content', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    const { ReceiptHandle } = await receiveOne(contract.sqs, queue.url);
    const reply = await successReply(contract, remove(queue.url, ReceiptHandle));
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({});
  });
});

describe('DeleteMessage: validation', () => {
  it.each(['garbage', 'AQEB', '{}', '../../x', 'ключ'])('refuses the handle %s', async (handle) => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, remove(queue.url, handle))).toEqual(
      wireError(
        'ReceiptHandleIsInvalid',
        `The input receipt handle "${handle}" is not a valid receipt handle.`,
      ),
    );
  });

  it('wants a handle', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, remove(queue.url, undefined))).toEqual(missingParameter('ReceiptHandle'));
  });
});

describe('DeleteMessage: behaviour', () => {
  it('takes the message for good', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '2' });
    await sendOne(contract.sqs, queue.url);
    const { ReceiptHandle } = await receiveOne(contract.sqs, queue.url);
    await contract.sqs.send(remove(queue.url, ReceiptHandle));
    await contract.pass(3_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('takes no other message', async () => {
    const queue = await createQueue(contract.sqs);
    const kept = await sendOne(contract.sqs, queue.url, { MessageBody: 'same' });
    await sendOne(contract.sqs, queue.url, { MessageBody: 'same' });
    const messages = await receive(contract.sqs, queue.url, { VisibilityTimeout: 0 });
    const doomed = messages.find((message) => message.MessageId !== kept);
    await contract.sqs.send(remove(queue.url, doomed?.ReceiptHandle));
    const left = await receive(contract.sqs, queue.url);
    expect(left.map((message) => message.MessageId)).toEqual([kept]);
  });

  it('may be repeated with the same handle', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    const { ReceiptHandle } = await receiveOne(contract.sqs, queue.url);
    await contract.sqs.send(remove(queue.url, ReceiptHandle));
    expect((await successReply(contract, remove(queue.url, ReceiptHandle))).status).toBe(200);
  });

  it('works on a standard queue after the visibility timeout', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    const { ReceiptHandle } = await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 1 });
    await contract.pass(1_500);
    await contract.sqs.send(remove(queue.url, ReceiptHandle));
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('accepts the handle of an earlier receive', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    const first = await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 0 });
    await receiveOne(contract.sqs, queue.url);
    expect((await successReply(contract, remove(queue.url, first.ReceiptHandle))).status).toBe(200);
  });
});

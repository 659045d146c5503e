import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveOne, sendOne } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const send = (QueueUrl: string, MessageGroupId: string) =>
  new SendMessageCommand({ QueueUrl, MessageBody: 'hello', MessageGroupId });

describe('MessageGroupId on a standard queue: wire', () => {
  it('gives no sequence number', async () => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(contract, send(queue.url, 'tenant-1'));
    expect(reply.json).not.toHaveProperty('SequenceNumber');
  });

  it('comes back as a system attribute', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url, { MessageGroupId: 'tenant-1' });
    const { Attributes } = await receiveOne(contract.sqs, queue.url, {
      MessageSystemAttributeNames: ['MessageGroupId'],
    });
    expect(Attributes).toEqual({ MessageGroupId: 'tenant-1' });
  });

  it('is not there for a message sent without', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    const { Attributes } = await receiveOne(contract.sqs, queue.url);
    expect(Attributes).not.toHaveProperty('MessageGroupId');
    expect(Attributes).not.toHaveProperty('SequenceNumber');
  });
});

describe('MessageGroupId on a standard queue: validation', () => {
  it.each(['two words', 'g'.repeat(129), 'grüppe'])('refuses %s', async (group) => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, send(queue.url, group))).toEqual(
      wireError(
        'InvalidParameterValue',
        `Value ${group} for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include ` +
          'alphanumeric and punctuation characters. 1 to 128 in length.',
      ),
    );
  });

  it('takes 128 characters of letters, digits and punctuation', async () => {
    const queue = await createQueue(contract.sqs);
    const group = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~aZ09'.padEnd(128, 'x');
    expect((await successReply(contract, send(queue.url, group))).status).toBe(200);
  });
});

describe('MessageGroupId on a standard queue: behaviour', () => {
  it('locks nothing: messages of one group go out in parallel', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url, { MessageGroupId: 'tenant-1' });
    await sendOne(contract.sqs, queue.url, { MessageGroupId: 'tenant-1' });
    expect(await receive(contract.sqs, queue.url, { MaxNumberOfMessages: 1 })).toHaveLength(1);
    expect(await receive(contract.sqs, queue.url, { MaxNumberOfMessages: 1 })).toHaveLength(1);
  });

  it('deduplicates nothing', async () => {
    const queue = await createQueue(contract.sqs);
    const first = await sendOne(contract.sqs, queue.url, { MessageBody: 'x', MessageGroupId: 'a' });
    const second = await sendOne(contract.sqs, queue.url, { MessageBody: 'x', MessageGroupId: 'a' });
    expect(first).not.toBe(second);
    expect(await receive(contract.sqs, queue.url)).toHaveLength(2);
  });
});

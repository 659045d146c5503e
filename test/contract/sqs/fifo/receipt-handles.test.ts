import {
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveOne } from '#test/factories/message';
import { createFifoQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { hideReceived, receiveBodies, sendTo } from '../../support/fifo.ts';
import { refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const remove = (QueueUrl: string, { ReceiptHandle }: Message) =>
  new DeleteMessageCommand({ QueueUrl, ReceiptHandle });

const expired = ({ ReceiptHandle }: Message) =>
  `Value ${ReceiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`;

/** A FIFO queue with one message that was received for two seconds. */
async function queueInFlight() {
  const { url } = await createFifoQueue(contract.sqs);
  await sendTo(contract, url, 'g1', 'body');
  const message = await receiveOne(contract.sqs, url, { VisibilityTimeout: 2 });
  return { url, message };
}

describe('deleting from a FIFO queue: validation', () => {
  it('refuses a handle whose visibility timeout has run out, and keeps the message', async () => {
    const { url, message } = await queueInFlight();
    await contract.pass(3_000);
    expect(await refusal(contract, remove(url, message))).toEqual(
      wireError('InvalidParameterValue', expired(message)),
    );
    expect(await receiveBodies(contract, url)).toEqual(['body']);
  });

  it('refuses it in a batch, for that entry alone', async () => {
    const { url, message } = await queueInFlight();
    await contract.pass(3_000);
    await sendTo(contract, url, 'g2', 'other');
    const other = (await receive(contract.sqs, url)).find(({ Body }) => Body === 'other');
    const { Successful, Failed } = await contract.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'old', ReceiptHandle: message.ReceiptHandle },
          { Id: 'good', ReceiptHandle: other?.ReceiptHandle },
        ],
      }),
    );
    expect(Successful).toEqual([{ Id: 'good' }]);
    expect(Failed).toMatchObject([{ Id: 'old', Code: 'InvalidParameterValue', SenderFault: true }]);
  });

  it('refuses a handle that is none', async () => {
    const { url } = await queueInFlight();
    expect(await refusal(contract, remove(url, { ReceiptHandle: 'garbage' }))).toEqual(
      wireError(
        'ReceiptHandleIsInvalid',
        'The input receipt handle "garbage" is not a valid receipt handle.',
      ),
    );
  });
});

describe('deleting from a FIFO queue: behaviour', () => {
  it('works while the message is hidden', async () => {
    const { url, message } = await queueInFlight();
    expect((await successReply(contract, remove(url, message))).status).toBe(200);
    await contract.pass(3_000);
    expect(await receiveBodies(contract, url)).toEqual([]);
  });

  it('works after the first timeout when visibility was extended', async () => {
    const { url, message } = await queueInFlight();
    await hideReceived(contract, url, message, 8);
    await contract.pass(3_000);
    expect((await successReply(contract, remove(url, message))).status).toBe(200);
    await contract.pass(6_000);
    expect(await receiveBodies(contract, url)).toEqual([]);
  });

  it('works with the handle of the receive after', async () => {
    const { url } = await queueInFlight();
    await contract.pass(3_000);
    const { Messages: [again = {}] = [] } = await contract.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url }),
    );
    expect((await successReply(contract, remove(url, again))).status).toBe(200);
    expect(await receiveBodies(contract, url, { VisibilityTimeout: 0 })).toEqual([]);
  });
});

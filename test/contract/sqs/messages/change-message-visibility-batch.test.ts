import {
  ChangeMessageVisibilityBatchCommand,
  type ChangeMessageVisibilityBatchRequestEntry,
  DeleteMessageCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveCount, sendMany } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const batch = (QueueUrl: string, ...Entries: ChangeMessageVisibilityBatchRequestEntry[]) =>
  new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries });
const entry = (Id: string, VisibilityTimeout = 0, ReceiptHandle = 'handle') => ({
  Id,
  ReceiptHandle,
  VisibilityTimeout,
});

async function queueInFlight(count: number) {
  const queue = await createQueue(contract.sqs);
  await sendMany(contract.sqs, queue.url, count);
  const messages = await receive(contract.sqs, queue.url);
  expect(messages).toHaveLength(count);
  return { queue, messages };
}

describe('ChangeMessageVisibilityBatch: wire', () => {
  it('sends the ids that were changed', async () => {
    const { queue, messages } = await queueInFlight(2);
    const entries = messages.map((message, index) => entry(`m${index}`, 10, message.ReceiptHandle));
    const reply = await successReply(contract, batch(queue.url, ...entries));
    expect(reply.json['Successful']).toEqual([{ Id: 'm0' }, { Id: 'm1' }]);
    expect(reply.json['Failed'] ?? []).toEqual([]);
  });
});

describe('ChangeMessageVisibilityBatch: validation', () => {
  it('wants at least one entry', async () => {
    const queue = await createQueue(contract.sqs);
    const got = await refusal(contract, batch(queue.url));
    expect(got).toEqual(wireErrorOf('EmptyBatchRequest', got));
  });

  it('takes ten entries at most', async () => {
    const queue = await createQueue(contract.sqs);
    const eleven = Array.from({ length: 11 }, (_, index) => entry(`id_${index}`));
    expect(await refusal(contract, batch(queue.url, ...eleven))).toEqual(
      wireError(
        'TooManyEntriesInBatchRequest',
        'Maximum number of entries per request are 10. You have sent 11.',
      ),
    );
  });

  it('refuses ids that repeat', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, batch(queue.url, entry('a'), entry('b'), entry('b')))).toEqual(
      wireError('BatchEntryIdsNotDistinct', 'Id b repeated.'),
    );
  });
});

describe('ChangeMessageVisibilityBatch: behaviour', () => {
  it('gives each entry its own time', async () => {
    const { queue, messages } = await queueInFlight(3);
    const [now, soon, later] = messages;
    await contract.sqs.send(
      batch(
        queue.url,
        entry('now', 0, now?.ReceiptHandle),
        entry('soon', 3, soon?.ReceiptHandle),
        entry('later', 9, later?.ReceiptHandle),
      ),
    );
    for (const [message, waitMs] of [
      [now, 0],
      [soon, 3_500],
      [later, 6_000],
    ] as const) {
      await contract.pass(waitMs);
      const back = await receive(contract.sqs, queue.url);
      expect(back.map((one) => one.MessageId)).toEqual([message?.MessageId]);
      expect(back.map(receiveCount)).toEqual([2]);
    }
  });

  it('says which entries failed, and changes the others', async () => {
    const { queue, messages } = await queueInFlight(2);
    const [good, gone] = messages;
    await contract.sqs.send(
      new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: gone?.ReceiptHandle }),
    );
    const { Successful, Failed } = await contract.sqs.send(
      batch(
        queue.url,
        entry('garbage', 0, 'garbage'),
        entry('good', 0, good?.ReceiptHandle),
        entry('gone', 10, gone?.ReceiptHandle),
      ),
    );
    expect(Successful).toEqual([{ Id: 'good' }]);
    expect(Failed).toMatchObject([
      { Id: 'garbage', Code: 'ReceiptHandleIsInvalid', SenderFault: true },
      { Id: 'gone', Code: 'InvalidParameterValue', SenderFault: true },
    ]);
    const back = await receive(contract.sqs, queue.url);
    expect(back.map((message) => message.MessageId)).toEqual([good?.MessageId]);
  });
});

import { DeleteMessageBatchCommand, type DeleteMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, sendMany } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const batch = (QueueUrl: string, ...Entries: DeleteMessageBatchRequestEntry[]) =>
  new DeleteMessageBatchCommand({ QueueUrl, Entries });
const entry = (Id: string, ReceiptHandle = 'handle') => ({ Id, ReceiptHandle });

/** A queue with `count` messages in flight, as entries of a delete batch. */
async function queueInFlight(count: number) {
  const queue = await createQueue(contract.sqs);
  await sendMany(contract.sqs, queue.url, count);
  const messages = await receive(contract.sqs, queue.url);
  expect(messages).toHaveLength(count);
  return { queue, entries: messages.map((message, index) => entry(`m${index}`, message.ReceiptHandle)) };
}

describe('DeleteMessageBatch: wire', () => {
  it('sends the ids that went', async () => {
    const { queue, entries } = await queueInFlight(2);
    const reply = await successReply(contract, batch(queue.url, ...entries));
    expect(reply.json['Successful']).toEqual([{ Id: 'm0' }, { Id: 'm1' }]);
    expect(reply.json['Failed'] ?? []).toEqual([]);
  });
});

describe('DeleteMessageBatch: validation', () => {
  it('wants at least one entry', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, batch(queue.url))).toEqual(
      wireError(
        'EmptyBatchRequest',
        'There should be at least one DeleteMessageBatchRequestEntry in the request.',
      ),
    );
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
    const { queue, entries } = await queueInFlight(1);
    expect(await refusal(contract, batch(queue.url, ...entries, ...entries))).toEqual(
      wireError('BatchEntryIdsNotDistinct', 'Id m0 repeated.'),
    );
    expect((await readDepth(contract.sqs, queue.url)).inFlight).toBe(1);
  });

  it('refuses an id with symbols', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, batch(queue.url, entry('a/b')))).toEqual(
      wireError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. ' +
          'It can be at most 80 letters long.',
      ),
    );
  });
});

describe('DeleteMessageBatch: behaviour', () => {
  it('says which entries failed, and deletes the others', async () => {
    const { queue, entries } = await queueInFlight(2);
    const { Successful, Failed } = await contract.sqs.send(
      batch(queue.url, entry('bad', 'garbage'), ...entries),
    );
    expect(Failed).toEqual([
      {
        Id: 'bad',
        Code: 'ReceiptHandleIsInvalid',
        SenderFault: true,
        Message: expect.stringContaining('garbage'),
      },
    ]);
    expect(Successful).toEqual([{ Id: 'm0' }, { Id: 'm1' }]);
    expect(await readDepth(contract.sqs, queue.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('may be repeated', async () => {
    const { queue, entries } = await queueInFlight(3);
    await contract.sqs.send(batch(queue.url, ...entries));
    const { Successful, Failed = [] } = await contract.sqs.send(batch(queue.url, ...entries));
    expect(Successful).toHaveLength(3);
    expect(Failed).toEqual([]);
  });
});

import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SendMessageBatchResult,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { attributesOfEveryType, receive } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';
import { attributeDigest, md5 } from '../../support/attribute-digest.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import { exchange, successReply } from '../../support/exchange.ts';
import { refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const BATCH_BYTES = 1_048_576;
const entry = (Id: string, more: Partial<SendMessageBatchRequestEntry> = {}) => ({
  Id,
  MessageBody: `body of ${Id}`,
  ...more,
});
const batch = (QueueUrl: string, ...Entries: SendMessageBatchRequestEntry[]) =>
  new SendMessageBatchCommand({ QueueUrl, Entries });

describe('SendMessageBatch: wire', () => {
  it('sends one result per entry, and no Failed when all went well', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageAttributes = attributesOfEveryType();
    const reply = await successReply(
      contract,
      batch(queue.url, entry('a'), entry('b', { MessageAttributes })),
    );
    expect(reply.json['Failed'] ?? []).toEqual([]);
    expect(reply.json['Successful']).toEqual([
      { Id: 'a', MessageId: expect.any(String), MD5OfMessageBody: md5('body of a') },
      {
        Id: 'b',
        MessageId: expect.any(String),
        MD5OfMessageBody: md5('body of b'),
        MD5OfMessageAttributes: attributeDigest(MessageAttributes),
      },
    ]);
  });
});

describe('SendMessageBatch: validation of the whole call', () => {
  it('wants at least one entry', async () => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, batch(queue.url))).toEqual(
      wireError(
        'EmptyBatchRequest',
        'There should be at least one SendMessageBatchRequestEntry in the request.',
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
    const { Successful } = await contract.sqs.send(batch(queue.url, ...eleven.slice(0, 10)));
    expect(Successful).toHaveLength(10);
  });

  it.each([
    [['id_1', 'id_2', 'id_2', 'id_1'], 'id_2'],
    [['id_1', 'id_1', 'id_2', 'id_2'], 'id_1'],
  ])('names the first id that repeats in %j', async (ids, repeated) => {
    const queue = await createQueue(contract.sqs);
    const entries = ids.map((id) => entry(id));
    expect(await refusal(contract, batch(queue.url, ...entries))).toEqual(
      wireError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`),
    );
  });

  it.each([
    ['empty', ''],
    ['of 81 characters', 'a'.repeat(81)],
    ['with a space', 'two words'],
    ['with a dot', 'a.b'],
    ['outside ASCII', 'ä'],
  ])('refuses an id %s', async (_, id) => {
    const queue = await createQueue(contract.sqs);
    expect(await refusal(contract, batch(queue.url, entry('good'), entry(id)))).toEqual(
      wireError(
        'InvalidBatchEntryId',
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. ' +
          'It can be at most 80 letters long.',
      ),
    );
    expect((await readDepth(contract.sqs, queue.url)).visible).toBe(0);
  });

  it('takes an id of 80 characters, hyphens and underscores', async () => {
    const queue = await createQueue(contract.sqs);
    const id = `_-${'Z'.repeat(78)}`;
    const { Successful } = await contract.sqs.send(batch(queue.url, entry(id)));
    expect(Successful?.[0]?.Id).toBe(id);
  });

  it.each([
    ['one entry', [BATCH_BYTES + 1]],
    ['entries together', [BATCH_BYTES / 2, BATCH_BYTES / 2 + 1]],
  ])('refuses more than 1 MiB in %s', async (_, sizes) => {
    const queue = await createQueue(contract.sqs);
    const entries = sizes.map((size, index) => entry(`id_${index}`, { MessageBody: 'x'.repeat(size) }));
    expect(await refusal(contract, batch(queue.url, ...entries))).toEqual(
      wireError(
        'BatchRequestTooLong',
        'Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.',
      ),
    );
    expect((await readDepth(contract.sqs, queue.url)).visible).toBe(0);
  });

  it('takes exactly 1 MiB', async () => {
    const queue = await createQueue(contract.sqs);
    const half = 'x'.repeat(BATCH_BYTES / 2);
    const { Successful } = await contract.sqs.send(
      batch(queue.url, entry('a', { MessageBody: half }), entry('b', { MessageBody: half })),
    );
    expect(Successful).toHaveLength(2);
  });
});

describe('SendMessageBatch: validation per entry', () => {
  it('refuses an entry over the maximum of the queue, and sends the others', async () => {
    const queue = await createQueue(contract.sqs, { MaximumMessageSize: '1024' });
    const { Successful, Failed } = await contract.sqs.send(
      batch(queue.url, entry('small'), entry('large', { MessageBody: 'x'.repeat(1_025) }), entry('tiny')),
    );
    expect(Failed).toEqual([
      {
        Id: 'large',
        Code: 'InvalidParameterValue',
        SenderFault: true,
        Message:
          'One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.',
      },
    ]);
    expect(Successful?.map((result) => result.Id)).toEqual(['small', 'tiny']);
    const bodies = (await receive(contract.sqs, queue.url)).map((message) => message.Body ?? '');
    expect(bodies.toSorted()).toEqual(['body of small', 'body of tiny']);
  });

  it('refuses an entry with control characters, and sends the others', async () => {
    const queue = await createQueue(contract.sqs);
    const { Successful, Failed } = await contract.sqs.send(
      batch(queue.url, entry('bad', { MessageBody: 'a\u0008b' }), entry('good')),
    );
    expect(Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }]);
    expect(Successful?.map((result) => result.Id)).toEqual(['good']);
  });

  it('answers 200 even when every entry is refused', async () => {
    const queue = await createQueue(contract.sqs, { MaximumMessageSize: '1024' });
    const reply = await successReply(
      contract,
      batch(queue.url, entry('large', { MessageBody: 'x'.repeat(1_025) })),
    );
    expect(reply.status).toBe(200);
    expect(reply.json['Successful'] ?? []).toEqual([]);
    expect(reply.json['Failed']).toHaveLength(1);
  });

  it.each([-1, 901])('refuses an entry with DelaySeconds = %s', async (DelaySeconds) => {
    const queue = await createQueue(contract.sqs);
    const command = batch(queue.url, entry('late', { DelaySeconds }));
    const result = await exchange(contract, command);
    const code = result.ok ? (result.output as SendMessageBatchResult).Failed?.[0]?.Code : result.error.Code;
    expect(code).toBe('InvalidParameterValue');
    expect(await readDepth(contract.sqs, queue.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });
});

describe('SendMessageBatch: behaviour', () => {
  it('stores each entry with its own body, attributes and delay', async () => {
    const queue = await createQueue(contract.sqs);
    const MessageAttributes = attributesOfEveryType();
    await contract.sqs.send(
      batch(queue.url, entry('now', { MessageAttributes }), entry('later', { DelaySeconds: 5 })),
    );
    const [now, ...rest] = await receive(contract.sqs, queue.url);
    expect(rest).toEqual([]);
    expect(now).toMatchObject({ Body: 'body of now', MessageAttributes });

    await contract.pass(5_500);
    const later = await receive(contract.sqs, queue.url);
    expect(later.map((message) => message.Body)).toEqual(['body of later']);
    expect(later[0]).not.toHaveProperty('MessageAttributes');
  });
});

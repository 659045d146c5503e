import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SendMessageBatchResult,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createFifoQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { exchange, successReply } from '../../support/exchange.ts';
import { bodiesOf, drain, receiveBodies } from '../../support/fifo.ts';
import { refusal, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const entry = (Id: string, more: Partial<SendMessageBatchRequestEntry> = {}) => ({
  Id,
  MessageBody: `body of ${Id}`,
  MessageGroupId: 'g1',
  ...more,
});
const batch = (QueueUrl: string, ...Entries: SendMessageBatchRequestEntry[]) =>
  new SendMessageBatchCommand({ QueueUrl, Entries });

/** The code with which the entry `bad` was refused, alone or with the whole call: which of both is not on record. */
async function codeOfBad(command: SendMessageBatchCommand): Promise<string | undefined> {
  const result = await exchange(contract, command);
  if (!result.ok) return result.error.Code;
  return (result.output as SendMessageBatchResult).Failed?.find(({ Id }) => Id === 'bad')?.Code;
}

describe('SendMessageBatch on a FIFO queue: wire', () => {
  it('sends a sequence number with each result, rising within the group', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const reply = await successReply(contract, batch(url, entry('a'), entry('b'), entry('c')));
    const results = reply.json['Successful'] as { Id: string; SequenceNumber: string }[];
    expect(results.map(({ Id }) => Id)).toEqual(['a', 'b', 'c']);
    const numbers = results.map(({ SequenceNumber }) => SequenceNumber);
    expect(numbers).toEqual(numbers.toSorted());
    for (const number of numbers) expect(number).toMatch(/^\d{20}$/);
  });
});

describe('SendMessageBatch on a FIFO queue: validation', () => {
  it('refuses the whole call when one entry has no message group', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const got = await refusal(
      contract,
      batch(url, entry('good'), entry('bad', { MessageGroupId: undefined })),
    );
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
    expect(await receiveBodies(contract, url)).toEqual([]);
  });

  it.each<[string, Partial<SendMessageBatchRequestEntry>]>([
    ['a group with a space', { MessageGroupId: 'two words' }],
    ['a deduplication id of 129 characters', { MessageDeduplicationId: 'd'.repeat(129) }],
    ['a delay of its own', { DelaySeconds: 2 }],
  ])('refuses an entry with %s', async (_, fault) => {
    const { url } = await createFifoQueue(contract.sqs);
    expect(await codeOfBad(batch(url, entry('bad', fault)))).toBe('InvalidParameterValue');
    expect(await receiveBodies(contract, url)).toEqual([]);
  });

  it('refuses an entry without a deduplication id', async () => {
    const { url } = await createFifoQueue(contract.sqs, { ContentBasedDeduplication: 'false' });
    expect(await codeOfBad(batch(url, entry('bad')))).toBe('InvalidParameterValue');
    expect(await receiveBodies(contract, url)).toEqual([]);
  });
});

describe('SendMessageBatch on a FIFO queue: behaviour', () => {
  it('stores entries in the order they have in the call', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const ids = ['c', 'a', 'd', 'b'];
    await contract.sqs.send(batch(url, ...ids.map((id) => entry(id))));
    expect(bodiesOf(await drain(contract, url))).toEqual(ids.map((id) => `body of ${id}`));
  });
});

import { createHash } from 'node:crypto';
import { PurgeQueueCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receiveOne } from '#test/factories/message';
import { createFifoQueue, readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { bodiesOf, deleteReceived, drain, receiveBodies, sendTo } from '../../support/fifo.ts';
import { lasting } from '../../support/only.ts';

const contract = contractEndpoint();

const WINDOW_MS = 300_000;
const wholeWindow = lasting(WINDOW_MS);
const once = { MessageDeduplicationId: 'once' };
const sha256 = (body: string) => createHash('sha256').update(body, 'utf8').digest('hex');

describe('a message with the deduplication id of another', () => {
  it('is answered with the id and the sequence number of that one, and not stored', async () => {
    const { url } = await createFifoQueue(contract.sqs, { ContentBasedDeduplication: 'false' });
    const first = await sendTo(contract, url, 'g1', 'first', once);
    expect(await sendTo(contract, url, 'g1', 'second', once)).toEqual(first);
    expect(await receiveBodies(contract, url)).toEqual(['first']);
  });

  it('is a duplicate whichever group it is for', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const first = await sendTo(contract, url, 'g1', 'first', once);
    expect(await sendTo(contract, url, 'g2', 'second', once)).toEqual(first);
    expect(await receiveBodies(contract, url)).toEqual(['first']);
  });

  it('is a duplicate while the first is in flight, and after its delete', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const first = await sendTo(contract, url, 'g1', 'first', once);
    const message = await receiveOne(contract.sqs, url);
    expect(await sendTo(contract, url, 'g1', 'second', once)).toEqual(first);
    await deleteReceived(contract, url, message);
    expect(await sendTo(contract, url, 'g1', 'third', once)).toEqual(first);
    expect(await receiveBodies(contract, url)).toEqual([]);
    expect(await readDepth(contract.sqs, url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('is a duplicate within one batch', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const { Successful = [] } = await contract.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: ['a', 'b'].map((Id) => ({ Id, MessageBody: Id, MessageGroupId: 'g1', ...once })),
      }),
    );
    const [first, second] = Successful;
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(second?.SequenceNumber).toBe(first?.SequenceNumber);
    expect(await receiveBodies(contract, url)).toEqual(['a']);
  });

  it('is accepted after a purge', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const first = await sendTo(contract, url, 'g1', 'first', once);
    await contract.sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
    await contract.pass(1_000);
    const second = await sendTo(contract, url, 'g1', 'second', once);
    expect(second.id).not.toBe(first.id);
    expect(await receiveBodies(contract, url)).toEqual(['second']);
  });

  it('is accepted by another queue', async () => {
    const [one, other] = [await createFifoQueue(contract.sqs), await createFifoQueue(contract.sqs)];
    const first = await sendTo(contract, one.url, 'g1', 'first', once);
    expect((await sendTo(contract, other.url, 'g1', 'first', once)).id).not.toBe(first.id);
    expect(await receiveBodies(contract, other.url)).toEqual(['first']);
  });

  it.runIf(wholeWindow.holds)(
    `is accepted five minutes after the first, not earlier${wholeWindow.unless}`,
    async () => {
      const { url } = await createFifoQueue(contract.sqs);
      const first = await sendTo(contract, url, 'g1', 'first', once);
      await contract.pass(WINDOW_MS - 1_000);
      expect(await sendTo(contract, url, 'g1', 'second', once)).toEqual(first);
      await contract.pass(1_001);
      const third = await sendTo(contract, url, 'g1', 'third', once);
      expect(third.id).not.toBe(first.id);
      expect(bodiesOf(await drain(contract, url))).toEqual(['first', 'third']);
    },
  );
});

describe('content-based deduplication', () => {
  const text = (StringValue: string) => ({ a: { DataType: 'String', StringValue } });

  it('takes the SHA-256 of the body for the id', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    await sendTo(contract, url, 'g1', 'ünï ✓');
    const { Attributes } = await receiveOne(contract.sqs, url);
    expect(Attributes?.MessageDeduplicationId).toBe(sha256('ünï ✓'));
  });

  it('looks at the body, not at the attributes', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const first = await sendTo(contract, url, 'g1', 'same', { MessageAttributes: text('x') });
    expect(await sendTo(contract, url, 'g1', 'same', { MessageAttributes: text('y') })).toEqual(first);
    expect((await sendTo(contract, url, 'g1', 'other', { MessageAttributes: text('x') })).id).not.toBe(
      first.id,
    );
    const messages = await drain(contract, url);
    expect(messages.map(({ MessageAttributes }) => MessageAttributes)).toEqual([text('x'), text('x')]);
  });

  it('knows its hash when it comes as an explicit id', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const first = await sendTo(contract, url, 'g1', 'body');
    const explicit = { MessageDeduplicationId: sha256('body') };
    expect(await sendTo(contract, url, 'g1', 'something else', explicit)).toEqual(first);
    expect(await receiveBodies(contract, url)).toEqual(['body']);
  });

  it('gives way to an explicit id', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    for (const MessageDeduplicationId of ['one', 'two']) {
      await sendTo(contract, url, 'g1', 'same', { MessageDeduplicationId });
    }
    const messages = await drain(contract, url);
    expect(messages.map(({ Attributes }) => Attributes?.MessageDeduplicationId)).toEqual(['one', 'two']);
  });
});

describe('the scope of deduplication', () => {
  it('is the message group where the queue says so', async () => {
    const { url } = await createFifoQueue(contract.sqs, { DeduplicationScope: 'messageGroup' });
    const first = await sendTo(contract, url, 'g1', 'same');
    expect(await sendTo(contract, url, 'g1', 'same')).toEqual(first);
    expect((await sendTo(contract, url, 'g2', 'same')).id).not.toBe(first.id);
    expect(await receiveBodies(contract, url)).toEqual(['same', 'same']);
  });

  it('is the queue otherwise', async () => {
    const { url } = await createFifoQueue(contract.sqs, { DeduplicationScope: 'queue' });
    const first = await sendTo(contract, url, 'g1', 'same');
    expect(await sendTo(contract, url, 'g2', 'same')).toEqual(first);
    expect(await receiveBodies(contract, url)).toEqual(['same']);
  });
});

import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  PurgeQueueCommand,
} from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { receive, sendOne } from '#test/factories/message';
import { createFifoQueue, readDepth, type TestQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';

const contract = contractEndpoint();

const MINUTE_MS = 60_000;
const threeMinutes = lasting(3 * MINUTE_MS);
const tenMinutes = lasting(10 * MINUTE_MS);
let queue: TestQueue;

beforeEach(async () => {
  queue = await createFifoQueue(contract.sqs, { VisibilityTimeout: '600' });
  for (const MessageGroupId of ['a', 'a', 'b']) await sendOne(contract.sqs, queue.url, { MessageGroupId });
});

const attempt = (ReceiveRequestAttemptId: string, input = {}) =>
  receive(contract.sqs, queue.url, { ReceiveRequestAttemptId, MaxNumberOfMessages: 10, ...input });

const handlesOf = (messages: Message[]) => messages.map(({ ReceiptHandle }) => ReceiptHandle);
const countsOf = (messages: Message[]) =>
  messages.map(({ Attributes }) => Attributes?.ApproximateReceiveCount);

describe('a receive of a FIFO queue with the attempt id of another', () => {
  it('gives the same messages under the same handles and counts them once', async () => {
    const first = await attempt('one');
    const again = await attempt('one');
    expect(first).toHaveLength(3);
    expect(handlesOf(again)).toEqual(handlesOf(first));
    expect(countsOf(again)).toEqual(['1', '1', '1']);
    expect(await attempt('another')).toEqual([]);
  });

  it.runIf(threeMinutes.holds)(`hides them anew from the repetition on${threeMinutes.unless}`, async () => {
    await attempt('one', { VisibilityTimeout: 120 });
    await contract.pass(MINUTE_MS);
    await attempt('one', { VisibilityTimeout: 120 });
    await contract.pass(1.5 * MINUTE_MS);
    expect(await readDepth(contract.sqs, queue.url)).toMatchObject({ visible: 0, inFlight: 3 });
    await contract.pass(MINUTE_MS);
    expect(await readDepth(contract.sqs, queue.url)).toMatchObject({ visible: 3, inFlight: 0 });
  });

  it('is a new receive when one of them was deleted', async () => {
    const [first] = await attempt('one', { MaxNumberOfMessages: 2 });
    await contract.sqs.send(
      new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: first?.ReceiptHandle }),
    );
    const next = await attempt('one');
    expect(next.map(({ Attributes }) => Attributes?.MessageGroupId)).toEqual(['b']);
  });

  it('is a new receive when the visibility of one was changed', async () => {
    const first = await attempt('one');
    await contract.sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queue.url,
        ReceiptHandle: first[2]?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
    const next = await attempt('one');
    expect(countsOf(next)).toEqual(['2']);
  });

  it('is a new receive when they are visible again', async () => {
    const first = await attempt('one', { VisibilityTimeout: 1 });
    await contract.pass(1500);
    const next = await attempt('one');
    expect(countsOf(next)).toEqual(['2', '2', '2']);
    expect(handlesOf(next)).not.toEqual(handlesOf(first));
  });

  it.runIf(tenMinutes.holds)(`is forgotten after five minutes${tenMinutes.unless}`, async () => {
    await attempt('one');
    await contract.pass(4.9 * MINUTE_MS);
    expect(await attempt('one', { VisibilityTimeout: 600 })).toHaveLength(3);
    await contract.pass(5.1 * MINUTE_MS);
    expect(await attempt('one')).toEqual([]);
  });

  it('is forgotten by a purge', async () => {
    await attempt('one');
    await contract.sqs.send(new PurgeQueueCommand({ QueueUrl: queue.url }));
    expect(await attempt('one')).toEqual([]);
  });
});

import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveOne, sendMany, sendOne } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';

const contract = contractEndpoint();

const RETENTION_MS = 60_000;
const DAY_MS = 86_400_000;
const nothing = { visible: 0, inFlight: 0, delayed: 0 };
const shortest = lasting(RETENTION_MS);
const longest = lasting(14 * DAY_MS);

const createShortLived = () =>
  createQueue(contract.sqs, { MessageRetentionPeriod: String(RETENTION_MS / 1_000) });

describe.runIf(shortest.holds)(`retention${shortest.unless}`, () => {
  it('drops a visible message when its time is over, not before', async () => {
    const queue = await createShortLived();
    await sendOne(contract.sqs, queue.url);
    await contract.pass(RETENTION_MS - 1_000);
    expect((await readDepth(contract.sqs, queue.url)).visible).toBe(1);
    await contract.pass(1_001);
    expect(await readDepth(contract.sqs, queue.url)).toEqual(nothing);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('drops a message in flight', async () => {
    const queue = await createShortLived();
    await sendOne(contract.sqs, queue.url);
    await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 300 });
    await contract.pass(RETENTION_MS + 1);
    expect(await readDepth(contract.sqs, queue.url)).toEqual(nothing);
    await contract.pass(300_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('drops a delayed message, which nobody ever saw', async () => {
    const queue = await createShortLived();
    await sendOne(contract.sqs, queue.url, { DelaySeconds: 300 });
    await contract.pass(RETENTION_MS + 1);
    expect(await readDepth(contract.sqs, queue.url)).toEqual(nothing);
    await contract.pass(300_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('counts from the send: receiving and extending win no time', async () => {
    const queue = await createShortLived();
    await sendOne(contract.sqs, queue.url);
    await contract.pass(RETENTION_MS - 10_000);
    const { ReceiptHandle } = await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 5 });
    await contract.sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 600 }),
    );
    await contract.pass(10_001);
    expect(await readDepth(contract.sqs, queue.url)).toEqual(nothing);
  });

  it('drops each message at its own time', async () => {
    const queue = await createShortLived();
    await sendMany(contract.sqs, queue.url, 3);
    await contract.pass(RETENTION_MS / 2);
    await sendMany(contract.sqs, queue.url, 2);
    await contract.pass(RETENTION_MS / 2 + 1);
    expect((await readDepth(contract.sqs, queue.url)).visible).toBe(2);
    await contract.pass(RETENTION_MS / 2);
    expect(await readDepth(contract.sqs, queue.url)).toEqual(nothing);
  });
});

describe.runIf(longest.holds)(`retention at its bounds${longest.unless}`, () => {
  it.each([
    ['4 days, unless told otherwise', {}, 4],
    ['14 days at most', { MessageRetentionPeriod: '1209600' }, 14],
  ])('keeps %s', async (_, attributes, days) => {
    const queue = await createQueue(contract.sqs, attributes);
    const id = await sendOne(contract.sqs, queue.url);
    await contract.pass(days * DAY_MS - 60_000);
    const message = await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 0 });
    expect(message.MessageId).toBe(id);
    await contract.pass(60_001);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });
});

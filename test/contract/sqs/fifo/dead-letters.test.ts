import { describe, expect, it } from 'vitest';
import { deadLetterAll } from '#test/factories/dead-letters';
import { attributesOfEveryType, receiveCount, receiveOne } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import {
  bodiesOf,
  createFifoPair,
  deleteReceived,
  drain,
  receiveBodies,
  sendTo,
} from '../../support/fifo.ts';
import { lasting } from '../../support/only.ts';

const contract = contractEndpoint();

const HOUR_MS = 3_600_000;
const WINDOW_MS = 300_000;
const wholeRetention = lasting(HOUR_MS);
const wholeWindow = lasting(WINDOW_MS);
const nothing = { visible: 0, inFlight: 0, delayed: 0 };

/** One message as the source delivered it, and as the dead-letter queue shows it. */
async function deadLetterOne() {
  const { source, deadLetters } = await createFifoPair(contract);
  const sent = await sendTo(contract, source.url, 'g1', 'body', {
    MessageDeduplicationId: 'once',
    MessageAttributes: attributesOfEveryType(),
  });
  await contract.pass(1_500);
  const before = await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 1 });
  await contract.pass(2_000);
  await deadLetterAll(contract.sqs, source);
  const after = await receiveOne(contract.sqs, deadLetters.url);
  return { source, deadLetters, sent, before, after };
}

describe('the move to a FIFO dead-letter queue', () => {
  it('is done by the receive after maxReceiveCount deliveries, and counts none itself', async () => {
    const { source, deadLetters } = await createFifoPair(contract, { maxReceiveCount: 3 });
    await sendTo(contract, source.url, 'g1', 'body');
    for (let delivery = 1; delivery <= 3; delivery += 1) {
      const message = await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
      expect(receiveCount(message)).toBe(delivery);
    }
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(nothing);
    expect(await receiveBodies(contract, source.url)).toEqual([]);
    expect(receiveCount(await receiveOne(contract.sqs, deadLetters.url))).toBe(4);
  });

  it('frees the group for the message that comes next', async () => {
    const { source } = await createFifoPair(contract);
    await sendTo(contract, source.url, 'g1', 'poison');
    await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
    await sendTo(contract, source.url, 'g1', 'fine');
    expect(await receiveBodies(contract, source.url)).toEqual(['fine']);
  });

  it('keeps id, body, attributes, group, sender and times', async () => {
    const { before, after } = await deadLetterOne();
    expect(after.MessageId).toBe(before.MessageId);
    expect(after.Body).toBe('body');
    expect(after.MessageAttributes).toEqual(attributesOfEveryType());
    for (const attribute of [
      'MessageGroupId',
      'SenderId',
      'SentTimestamp',
      'ApproximateFirstReceiveTimestamp',
    ] as const) {
      expect(before.Attributes?.[attribute]).toBeTruthy();
      expect(after.Attributes?.[attribute]).toBe(before.Attributes?.[attribute]);
    }
  });

  it('adds the ARN of the source and one receive of its own queue', async () => {
    const { source, before, after } = await deadLetterOne();
    expect(after.Attributes?.DeadLetterQueueSourceArn).toBe(source.arn);
    expect(receiveCount(after)).toBe(receiveCount(before) + 1);
  });

  it('replaces the deduplication id by the message id', async () => {
    const { sent, before, after } = await deadLetterOne();
    expect(before.Attributes?.MessageDeduplicationId).toBe('once');
    expect(after.Attributes?.MessageDeduplicationId).toBe(sent.id);
  });

  it('gives a new sequence number', async () => {
    const { sent, deadLetters, after } = await deadLetterOne();
    const number = after.Attributes?.SequenceNumber ?? '';
    expect(number).toMatch(/^\d{20}$/);
    const next = await sendTo(contract, deadLetters.url, 'g1', 'sent by hand');
    expect(next.sequenceNumber > number).toBe(true);
    expect(next.sequenceNumber).not.toBe(sent.sequenceNumber);
  });

  it('keeps the order of a group', async () => {
    const { source, deadLetters } = await createFifoPair(contract);
    for (const body of ['a', 'b', 'c']) await sendTo(contract, source.url, 'g1', body);
    await deadLetterAll(contract.sqs, source);
    const dead = await drain(contract, deadLetters.url);
    expect(bodiesOf(dead)).toEqual(['a', 'b', 'c']);
    const numbers = dead.map(({ Attributes }) => Attributes?.SequenceNumber ?? '');
    expect(numbers).toEqual(numbers.toSorted());
  });
});

describe('the deduplication id of a dead letter', () => {
  it('makes a send with that id a duplicate, in flight or deleted', async () => {
    const { deadLetters, sent, after } = await deadLetterOne();
    const again = () =>
      sendTo(contract, deadLetters.url, 'g1', 'in its place', { MessageDeduplicationId: sent.id });
    expect((await again()).id).toBe(sent.id);
    await deleteReceived(contract, deadLetters.url, after);
    expect((await again()).id).toBe(sent.id);
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(nothing);
  });

  it.runIf(wholeWindow.holds)(`does so for five minutes${wholeWindow.unless}`, async () => {
    const { deadLetters, sent } = await deadLetterOne();
    await contract.pass(WINDOW_MS);
    const late = await sendTo(contract, deadLetters.url, 'g2', 'late', { MessageDeduplicationId: sent.id });
    expect(late.id).not.toBe(sent.id);
  });
});

describe.runIf(wholeRetention.holds)(`the retention of a FIFO dead letter${wholeRetention.unless}`, () => {
  it('starts with the move', async () => {
    const { source, deadLetters } = await createFifoPair(contract, {
      deadLetterAttributes: { MessageRetentionPeriod: '3600' },
    });
    await sendTo(contract, source.url, 'g1', 'body');
    await contract.pass(2 * HOUR_MS);
    await deadLetterAll(contract.sqs, source);
    await contract.pass(HOUR_MS - 60_000);
    expect((await readDepth(contract.sqs, deadLetters.url)).visible).toBe(1);
    await contract.pass(60_001);
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(nothing);
  });
});

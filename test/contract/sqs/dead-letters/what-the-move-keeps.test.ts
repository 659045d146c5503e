import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, deadLetterAll } from '#test/factories/dead-letters';
import { attributesOfEveryType, receiveCount, receiveOne, sendOne } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';

const contract = contractEndpoint();

const DAY_MS = 86_400_000;
const days = lasting(4 * DAY_MS);
const traceHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

/** One message as its only source delivery showed it, and as the dead-letter queue shows it later. */
async function deadLetterOne() {
  const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
  await sendOne(contract.sqs, source.url, {
    MessageBody: '{"order": 7, "note": "ünï"}',
    MessageAttributes: attributesOfEveryType(),
    MessageGroupId: 'tenant-1',
    MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
  });
  await contract.pass(2_000);
  const before = await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 1 });
  await contract.pass(2_000);
  await deadLetterAll(contract.sqs, source);
  const after = await receiveOne(contract.sqs, deadLetters.url);
  return { source, deadLetters, before, after };
}

describe('the move to the dead-letter queue keeps', () => {
  it('id, body, message attributes and both digests', async () => {
    const { before, after } = await deadLetterOne();
    const { ReceiptHandle: _, Attributes: __, ...kept } = before;
    expect(after).toMatchObject(kept);
    expect(after.MessageAttributes).toEqual(attributesOfEveryType());
    expect(after.MD5OfMessageAttributes).toBe(before.MD5OfMessageAttributes);
  });

  it.each([
    'SentTimestamp',
    'ApproximateFirstReceiveTimestamp',
    'SenderId',
    'AWSTraceHeader',
    'MessageGroupId',
  ] as const)('%s', async (attribute) => {
    const { before, after } = await deadLetterOne();
    expect(before.Attributes?.[attribute]).toBeTruthy();
    expect(after.Attributes?.[attribute]).toBe(before.Attributes?.[attribute]);
  });
});

describe('the move to the dead-letter queue adds', () => {
  it('the ARN of the source, and nothing else', async () => {
    const { source, before, after } = await deadLetterOne();
    expect(before.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
    expect(after.Attributes).toEqual({
      ...before.Attributes,
      ApproximateReceiveCount: String(receiveCount(before) + 1),
      DeadLetterQueueSourceArn: source.arn,
    });
  });

  it('an attribute that a receive may ask for by name', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, source.url);
    await deadLetterAll(contract.sqs, source);
    const { Attributes } = await receiveOne(contract.sqs, deadLetters.url, {
      MessageSystemAttributeNames: ['DeadLetterQueueSourceArn'],
    });
    expect(Attributes).toEqual({ DeadLetterQueueSourceArn: source.arn });
  });
});

describe.runIf(days.holds)(`the retention of a dead letter on a standard queue${days.unless}`, () => {
  it('counts from the original send', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs, {
      deadLetterAttributes: { MessageRetentionPeriod: '345600' },
    });
    await sendOne(contract.sqs, source.url);
    await contract.pass(DAY_MS);
    await deadLetterAll(contract.sqs, source);

    await contract.pass(3 * DAY_MS - 60_000);
    expect((await readDepth(contract.sqs, deadLetters.url)).visible).toBe(1);
    await contract.pass(60_001);
    expect((await readDepth(contract.sqs, deadLetters.url)).visible).toBe(0);
  });

  it('is that of the dead-letter queue, longer than the source allowed', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs, {
      sourceAttributes: { MessageRetentionPeriod: '86400' },
      deadLetterAttributes: { MessageRetentionPeriod: '1209600' },
    });
    await sendOne(contract.sqs, source.url);
    await contract.pass(DAY_MS - 60_000);
    await deadLetterAll(contract.sqs, source);
    await contract.pass(12 * DAY_MS);
    expect((await readDepth(contract.sqs, deadLetters.url)).visible).toBe(1);
    await contract.pass(DAY_MS + 60_001);
    expect((await readDepth(contract.sqs, deadLetters.url)).visible).toBe(0);
  });

  it('ends before that of younger messages which were there first', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, source.url);
    await contract.pass(DAY_MS);
    const younger = await sendOne(contract.sqs, deadLetters.url);
    await deadLetterAll(contract.sqs, source);
    await contract.pass(3 * DAY_MS + 1);
    expect((await receiveOne(contract.sqs, deadLetters.url)).MessageId).toBe(younger);
  });

  it('may be over on arrival', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs, {
      deadLetterAttributes: { MessageRetentionPeriod: '3600' },
    });
    await sendOne(contract.sqs, source.url);
    await contract.pass(DAY_MS);
    await deadLetterAll(contract.sqs, source);
    await contract.pass(1_000);
    const gone = { visible: 0, inFlight: 0, delayed: 0 };
    expect(await readDepth(contract.sqs, source.url)).toEqual(gone);
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(gone);
  });
});

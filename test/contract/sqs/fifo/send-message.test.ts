import { SendMessageCommand, type SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receiveOne } from '#test/factories/message';
import { createFifoQueue, readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { drain, receiveBodies, sendTo } from '../../support/fifo.ts';
import { refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const TWENTY_DIGITS = /^\d{20}$/;
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~aZ09'.padEnd(128, 'x');

const send = (QueueUrl: string, message: Partial<SendMessageCommandInput> = {}) =>
  new SendMessageCommand({ QueueUrl, MessageBody: 'hello', MessageGroupId: 'g1', ...message });

describe('SendMessage on a FIFO queue: wire', () => {
  it('sends the sequence number beside the id', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const reply = await successReply(contract, send(url));
    expect(reply.json).toEqual({
      MessageId: expect.any(String),
      MD5OfMessageBody: expect.any(String),
      SequenceNumber: expect.stringMatching(TWENTY_DIGITS),
    });
  });

  it('hands group, deduplication id and sequence number to the receiver', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const { sequenceNumber } = await sendTo(contract, url, 'g1', 'hello', { MessageDeduplicationId: 'once' });
    const { Attributes } = await receiveOne(contract.sqs, url);
    expect(Attributes).toMatchObject({
      MessageGroupId: 'g1',
      MessageDeduplicationId: 'once',
      SequenceNumber: sequenceNumber,
    });
  });

  it('gives them by name, one at a time', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const { sequenceNumber } = await sendTo(contract, url, 'g1', 'hello');
    const { Attributes } = await receiveOne(contract.sqs, url, {
      MessageSystemAttributeNames: ['SequenceNumber'],
    });
    expect(Attributes).toEqual({ SequenceNumber: sequenceNumber });
  });
});

describe('SendMessage on a FIFO queue: validation', () => {
  it('wants a message group', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    expect(await refusal(contract, send(url, { MessageGroupId: undefined }))).toEqual(
      wireError('MissingParameter', 'The request must contain the parameter MessageGroupId.'),
    );
  });

  it('wants a deduplication id unless it is taken from the body', async () => {
    const { url } = await createFifoQueue(contract.sqs, { ContentBasedDeduplication: 'false' });
    expect(await refusal(contract, send(url))).toEqual(
      wireError(
        'InvalidParameterValue',
        'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      ),
    );
    expect(await receiveBodies(contract, url)).toEqual([]);
  });

  it.each([
    ['MessageGroupId', 'of 129 characters', 'g'.repeat(129)],
    ['MessageGroupId', 'with a space', 'two words'],
    ['MessageGroupId', 'outside ASCII', 'grüppe'],
    ['MessageDeduplicationId', 'of 129 characters', 'd'.repeat(129)],
    ['MessageDeduplicationId', 'with a space', 'two words'],
    ['MessageDeduplicationId', 'outside ASCII', 'ünique'],
  ] as const)('refuses a %s %s', async (parameter, _, value) => {
    const { url } = await createFifoQueue(contract.sqs);
    expect(await refusal(contract, send(url, { [parameter]: value }))).toEqual(
      wireError(
        'InvalidParameterValue',
        `Value ${value} for parameter ${parameter} is invalid. Reason: ${parameter} can only include ` +
          'alphanumeric and punctuation characters. 1 to 128 in length.',
      ),
    );
  });

  it.each(['MessageGroupId', 'MessageDeduplicationId'] as const)('refuses an empty %s', async (parameter) => {
    const { url } = await createFifoQueue(contract.sqs);
    expect((await refusal(contract, send(url, { [parameter]: '' }))).status).toBe(400);
  });

  it('takes 128 characters of letters, digits and punctuation for both', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    await contract.sqs.send(send(url, { MessageGroupId: PUNCTUATION, MessageDeduplicationId: PUNCTUATION }));
    const { Attributes } = await receiveOne(contract.sqs, url);
    expect(Attributes).toMatchObject({ MessageGroupId: PUNCTUATION, MessageDeduplicationId: PUNCTUATION });
  });

  it('refuses a delay of its own, and takes 0', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    expect(await refusal(contract, send(url, { DelaySeconds: 2 }))).toEqual(
      wireError(
        'InvalidParameterValue',
        'Value 2 for parameter DelaySeconds is invalid. ' +
          'Reason: The request include parameter that is not valid for this queue type.',
      ),
    );
    expect((await successReply(contract, send(url, { DelaySeconds: 0 }))).status).toBe(200);
    expect(await receiveBodies(contract, url)).toEqual(['hello']);
  });
});

describe('SendMessage on a FIFO queue: behaviour', () => {
  it('gives sequence numbers of twenty digits that rise within a group', async () => {
    const { url } = await createFifoQueue(contract.sqs);
    const numbers = [];
    for (let sent = 0; sent < 12; sent += 1) {
      numbers.push((await sendTo(contract, url, 'g1', `body ${sent}`)).sequenceNumber);
    }
    expect(numbers.filter((number) => !TWENTY_DIGITS.test(number))).toEqual([]);
    expect(numbers).toEqual(numbers.toSorted());
    expect(new Set(numbers).size).toBe(12);
    const received = await drain(contract, url);
    expect(received.map(({ Attributes }) => Attributes?.SequenceNumber)).toEqual(numbers);
  });

  it('holds every message back by the delay of the queue', async () => {
    const { url } = await createFifoQueue(contract.sqs, { DelaySeconds: '3' });
    await sendTo(contract, url, 'g1', 'first');
    await sendTo(contract, url, 'g2', 'second');
    expect(await receiveBodies(contract, url)).toEqual([]);
    expect(await readDepth(contract.sqs, url)).toEqual({ visible: 0, inFlight: 0, delayed: 2 });
    await contract.pass(3_500);
    expect(await receiveBodies(contract, url)).toEqual(['first', 'second']);
  });
});

import { ChangeMessageVisibilityCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, redrivePolicy } from '#test/factories/dead-letters';
import { receive, receiveCount, receiveOne, sendMany, sendOne, sortedIds } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';
import { settledDepth } from '../../support/depth.ts';
import { canPass, contractEndpoint } from '../../support/endpoint.ts';

const contract = contractEndpoint();

const HOUR_MS = 3_600_000;
const LONG_MS = canPass(HOUR_MS) ? HOUR_MS : 12_000;
const nothing = { visible: 0, inFlight: 0, delayed: 0 };
const waiting = (visible: number) => ({ ...nothing, visible });

const setPolicy = (QueueUrl: string, RedrivePolicy: string) =>
  contract.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));

describe('the move to the dead-letter queue', () => {
  it.each([1, 3])(
    'follows the receive after %i deliveries, and counts none itself',
    async (maxReceiveCount) => {
      const { source, deadLetters } = await createDeadLetterPair(contract.sqs, { maxReceiveCount });
      const id = await sendOne(contract.sqs, source.url);
      for (let delivery = 1; delivery <= maxReceiveCount; delivery += 1) {
        const message = await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
        expect(receiveCount(message)).toBe(delivery);
        expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(nothing);
      }

      expect(await receive(contract.sqs, source.url)).toEqual([]);
      expect(await readDepth(contract.sqs, source.url)).toEqual(nothing);
      expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(waiting(1));
      const dead = await receiveOne(contract.sqs, deadLetters.url);
      expect(dead.MessageId).toBe(id);
      expect(receiveCount(dead)).toBe(maxReceiveCount + 1);
    },
  );

  it('does not happen when the visibility timeout ends', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, source.url);
    await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 5 });
    await contract.pass(LONG_MS);
    expect(await settledDepth(contract, source.url, waiting(1))).toEqual(waiting(1));
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(nothing);
  });

  it('does not happen when visibility is changed to 0', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, source.url);
    const { ReceiptHandle } = await receiveOne(contract.sqs, source.url);
    await contract.sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: source.url, ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect(await readDepth(contract.sqs, source.url)).toEqual(waiting(1));
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(nothing);
  });

  it('does not happen while the message is in flight, however often others poll', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, source.url);
    await receiveOne(contract.sqs, source.url);
    for (let poll = 0; poll < 3; poll += 1) await receive(contract.sqs, source.url);
    expect(await readDepth(contract.sqs, source.url)).toEqual({ ...nothing, inFlight: 1 });
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(nothing);
  });

  it('costs the fresh messages of the same receive nothing', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendMany(contract.sqs, source.url, 4);
    expect(await receive(contract.sqs, source.url, { VisibilityTimeout: 0 })).toHaveLength(4);
    const fresh = await sendOne(contract.sqs, source.url);

    expect((await receiveOne(contract.sqs, source.url)).MessageId).toBe(fresh);
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(waiting(4));
  });

  it('is done by a receive that is waiting when the message returns', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, source.url);
    await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 2 });
    const poll = receive(contract.sqs, source.url, { WaitTimeSeconds: 5 });
    await contract.arrived();
    await contract.pass(2_500);
    await contract.arrived();
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(waiting(1));
    await contract.pass(3_000);
    expect(await poll).toEqual([]);
  });

  it('is seen by a receive that waits at the dead-letter queue', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    const id = await sendOne(contract.sqs, source.url);
    await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
    const poll = receive(contract.sqs, deadLetters.url, { WaitTimeSeconds: 10 });
    await contract.arrived();
    await receive(contract.sqs, source.url);
    expect((await poll).map((message) => message.MessageId)).toEqual([id]);
  });

  it('is passed on from a receive that waits at the source to one that waits at the dead-letter queue', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    const id = await sendOne(contract.sqs, source.url);
    await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 2 });
    const atSource = receive(contract.sqs, source.url, { WaitTimeSeconds: 5 });
    const atDeadLetters = receive(contract.sqs, deadLetters.url, { WaitTimeSeconds: 20 });
    await contract.arrived();
    await contract.pass(2_500);
    expect(sortedIds(await atDeadLetters)).toEqual([id]);
    await contract.pass(3_000);
    expect(await atSource).toEqual([]);
  });

  it('takes maxReceiveCount as a string too', async () => {
    const deadLetters = await createQueue(contract.sqs);
    const source = await createQueue(contract.sqs, { RedrivePolicy: redrivePolicy(deadLetters.arn, '2') });
    await sendOne(contract.sqs, source.url);
    await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
    await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
    expect(await receive(contract.sqs, source.url)).toEqual([]);
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(waiting(1));
  });
});

describe('a redrive policy that changes', () => {
  it('moves nothing any more once it is removed', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, source.url);
    await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
    await setPolicy(source.url, '');
    expect(receiveCount(await receiveOne(contract.sqs, source.url))).toBe(2);
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual(nothing);
  });

  it('judges messages by the count they already have', async () => {
    const deadLetters = await createQueue(contract.sqs);
    const source = await createQueue(contract.sqs);
    await sendOne(contract.sqs, source.url);
    for (let delivery = 0; delivery < 3; delivery += 1) {
      await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
    }
    await setPolicy(source.url, redrivePolicy(deadLetters.arn, 2));
    expect(await receive(contract.sqs, source.url)).toEqual([]);
    expect(receiveCount(await receiveOne(contract.sqs, deadLetters.url))).toBe(4);
  });
});

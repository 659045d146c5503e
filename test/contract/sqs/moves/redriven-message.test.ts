import type { Message } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, deadLetterAll } from '#test/factories/dead-letters';
import { attributesOfEveryType, receive, receiveCount, receiveOne, sendOne } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';
import { endedMove, startMove } from '../../support/move-task.ts';
import { StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';

const contract = contractEndpoint();

const DAY_MS = 86_400_000;
const wholeRetention = lasting(4 * DAY_MS);

/** One message as its dead-letter queue showed it, and as its source shows it after the redrive. */
async function redriveOne(): Promise<{ dead: Message; redriven: Message }> {
  const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
  await sendOne(contract.sqs, source.url, {
    MessageAttributes: attributesOfEveryType(),
    MessageGroupId: 'tenant-1',
  });
  await contract.pass(1_000);
  await deadLetterAll(contract.sqs, source);
  const dead = await receiveOne(contract.sqs, deadLetters.url, { VisibilityTimeout: 0 });
  await contract.pass(2_000);
  await startMove(contract, deadLetters.arn);
  await endedMove(contract, deadLetters.arn);
  return { dead, redriven: await receiveOne(contract.sqs, source.url) };
}

describe('a redriven message is a new message', () => {
  it('with another id', async () => {
    const { dead, redriven } = await redriveOne();
    expect(redriven.MessageId).not.toBe(dead.MessageId);
  });

  it('with a receive count that starts over', async () => {
    const { dead, redriven } = await redriveOne();
    expect(receiveCount(dead)).toBe(2);
    expect(receiveCount(redriven)).toBe(1);
  });

  it('sent and first received now', async () => {
    const { dead, redriven } = await redriveOne();
    for (const time of ['SentTimestamp', 'ApproximateFirstReceiveTimestamp'] as const) {
      const [then, now] = [dead.Attributes?.[time], redriven.Attributes?.[time]];
      expect(Number(now)).toBeGreaterThanOrEqual(Number(then) + 1_500);
    }
  });

  it('that does not say where it died', async () => {
    const { dead, redriven } = await redriveOne();
    expect(dead.Attributes).toHaveProperty('DeadLetterQueueSourceArn');
    expect(redriven.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
  });

  it('with the same body and message attributes', async () => {
    const { dead, redriven } = await redriveOne();
    expect(redriven.Body).toBe(dead.Body);
    expect(redriven.MessageAttributes).toEqual(attributesOfEveryType());
    expect(redriven.MD5OfMessageAttributes).toBe(dead.MD5OfMessageAttributes);
  });

  it('sent by the caller of the task', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, source.url);
    await deadLetterAll(contract.sqs, source);
    const operator = contract.clientOf('operator');
    await operator.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetters.arn }));
    await endedMove(contract, deadLetters.arn);
    const redriven = await receiveOne(contract.sqs, source.url);

    const own = await createQueue(contract.sqs);
    await sendOne(operator, own.url);
    const sentByOperator = await receiveOne(contract.sqs, own.url);
    expect(redriven.Attributes?.SenderId).toBe(sentByOperator.Attributes?.SenderId);
  });

  it('that can die again, and be redriven again', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    const ids = new Set([await sendOne(contract.sqs, source.url, { MessageBody: 'poison' })]);
    for (let generation = 1; generation <= 3; generation += 1) {
      await deadLetterAll(contract.sqs, source);
      expect((await readDepth(contract.sqs, deadLetters.url)).visible).toBe(1);
      await startMove(contract, deadLetters.arn);
      expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
      const message = await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
      expect(message.Body).toBe('poison');
      ids.add(message.MessageId);
    }
    expect(ids.size).toBe(4);
    expect(await receive(contract.sqs, source.url)).toEqual([]);
  });

  it.runIf(wholeRetention.holds)(`with its whole retention before it${wholeRetention.unless}`, async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs, {
      deadLetterAttributes: { MessageRetentionPeriod: '1209600' },
    });
    await sendOne(contract.sqs, source.url);
    await deadLetterAll(contract.sqs, source);
    await contract.pass(10 * DAY_MS);
    await startMove(contract, deadLetters.arn);
    await endedMove(contract, deadLetters.arn);
    await contract.pass(4 * DAY_MS - 60_000);
    expect((await readDepth(contract.sqs, source.url)).visible).toBe(1);
    await contract.pass(60_001);
    expect((await readDepth(contract.sqs, source.url)).visible).toBe(0);
  });
});

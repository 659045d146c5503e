import { describe, expect, it } from 'vitest';
import { deadLetterAll } from '#test/factories/dead-letters';
import { receive, receiveCount } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import {
  bodiesOf,
  createFifoPair,
  deleteReceived,
  drain,
  receiveBodies,
  sendInOrder,
  sendTo,
} from '../../support/fifo.ts';
import { endedMove, latestMove, startMove } from '../../support/move-task.ts';

const contract = contractEndpoint();

/** A FIFO pair whose dead-letter queue holds `bodies`, each in the group it begins with. */
async function pairOf(...bodies: string[]) {
  const pair = await createFifoPair(contract);
  await sendInOrder(contract, pair.source.url, bodies);
  await deadLetterAll(contract.sqs, pair.source);
  return pair;
}

describe('a FIFO redrive', () => {
  it('sends new messages to their group, with the old id for deduplication', async () => {
    const { source, deadLetters } = await pairOf('g1-m1');
    const [dead] = await receive(contract.sqs, deadLetters.url, { VisibilityTimeout: 0 });
    await startMove(contract, deadLetters.arn);
    expect(await endedMove(contract, deadLetters.arn)).toMatchObject({ Status: 'COMPLETED' });

    const [redriven] = await contract.until(
      () => receive(contract.sqs, source.url, { VisibilityTimeout: 0 }),
      (messages) => messages.length === 1,
    );
    expect(redriven?.MessageId).not.toBe(dead?.MessageId);
    expect(redriven && receiveCount(redriven)).toBe(1);
    expect(redriven?.Attributes).toMatchObject({
      MessageGroupId: 'g1',
      MessageDeduplicationId: dead?.MessageId,
      SequenceNumber: expect.stringMatching(/^\d{20}$/),
    });
    expect(redriven?.Attributes?.SequenceNumber).not.toBe(dead?.Attributes?.SequenceNumber);
    expect(redriven?.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
  });

  it('takes the old id for deduplication even of a message that had one of its own', async () => {
    const { source, deadLetters } = await createFifoPair(contract);
    const { id } = await sendTo(contract, deadLetters.url, 'g1', 'by hand', {
      MessageDeduplicationId: 'own',
    });
    await startMove(contract, deadLetters.arn, { DestinationArn: source.arn });
    await endedMove(contract, deadLetters.arn);
    const [redriven] = await contract.until(
      () => receive(contract.sqs, source.url, { VisibilityTimeout: 0 }),
      (messages) => messages.length === 1,
    );
    expect(redriven?.Attributes?.MessageDeduplicationId).toBe(id);
  });

  it('keeps the order of each group', async () => {
    const { source, deadLetters } = await pairOf('g1-m1', 'g2-m1', 'g1-m2', 'g2-m2', 'g1-m3');
    await startMove(contract, deadLetters.arn);
    await endedMove(contract, deadLetters.arn);
    const bodies = bodiesOf(await drain(contract, source.url));
    expect(bodies.filter((body) => body?.startsWith('g1'))).toEqual(['g1-m1', 'g1-m2', 'g1-m3']);
    expect(bodies.filter((body) => body?.startsWith('g2'))).toEqual(['g2-m1', 'g2-m2']);
  });

  it('waits for a group in flight, and for no other', async () => {
    const { source, deadLetters } = await pairOf('g1-m1', 'g1-m2', 'g2-m1', 'g2-m2');
    const [held] = await receive(contract.sqs, deadLetters.url, {
      MaxNumberOfMessages: 1,
      VisibilityTimeout: 600,
    });
    const heldGroup = held?.Attributes?.MessageGroupId ?? '';
    await startMove(contract, deadLetters.arn);
    await contract.pass(5_000);
    expect((await latestMove(contract, deadLetters.arn)).Status).toBe('RUNNING');
    const freeGroup = heldGroup === 'g1' ? 'g2' : 'g1';
    expect(bodiesOf(await drain(contract, source.url))).toEqual([`${freeGroup}-m1`, `${freeGroup}-m2`]);

    await deleteReceived(contract, deadLetters.url, held);
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect(await receiveBodies(contract, source.url)).toEqual([`${heldGroup}-m2`]);
  });

  it('loses a message to a deduplication id that the destination remembers', async () => {
    const { source, deadLetters } = await pairOf('g1-m1');
    const [dead] = await receive(contract.sqs, deadLetters.url, { VisibilityTimeout: 0 });
    await sendTo(contract, source.url, 'g1', 'in its place', { MessageDeduplicationId: dead?.MessageId });

    await startMove(contract, deadLetters.arn);
    expect(await endedMove(contract, deadLetters.arn)).toMatchObject({
      Status: 'COMPLETED',
      ApproximateNumberOfMessagesMoved: 0,
      ApproximateNumberOfMessagesToMove: 1,
    });
    expect(await readDepth(contract.sqs, deadLetters.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect(await receiveBodies(contract, source.url)).toEqual(['in its place']);
  });
});

import { DeleteMessageCommand, DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { receive, receiveOne, sendOne } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { endedMove, latestMove, startMove } from '../../support/move-task.ts';

const contract = contractEndpoint();

describe('a move task fails', () => {
  it('when its destination is deleted on the way, and what was not moved stays', async () => {
    const destination = await createQueue(contract.sqs);
    const { deadLetters } = await createFilledPair(contract.sqs, 10);
    await startMove(contract, deadLetters.arn, {
      DestinationArn: destination.arn,
      MaxNumberOfMessagesPerSecond: 1,
    });
    await contract.pass(2_000);
    const moved = (await readDepth(contract.sqs, destination.url)).visible;
    expect(moved).toBeLessThan(10);
    await contract.sqs.send(new DeleteQueueCommand({ QueueUrl: destination.url }));

    const ended = await endedMove(contract, deadLetters.arn);
    expect(ended).toMatchObject({
      Status: 'FAILED',
      FailureReason: 'AWS.SimpleQueueService.NonExistentQueue',
    });
    expect(ended.TaskHandle).toBeUndefined();
    const { visible, inFlight } = await readDepth(contract.sqs, deadLetters.url);
    expect(visible + inFlight).toBe(10 - moved);
  });

  it('when a message has no source to go back to and no destination was given', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    const id = await sendOne(contract.sqs, deadLetters.url);
    await startMove(contract, deadLetters.arn);
    const ended = await endedMove(contract, deadLetters.arn);
    expect(ended).toMatchObject({ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' });

    const back = await contract.until(
      () => receive(contract.sqs, deadLetters.url),
      (messages) => messages.length > 0,
    );
    expect(back.map((message) => message.MessageId)).toEqual([id]);
  });

  it('but not over such a message when a destination was given', async () => {
    const destination = await createQueue(contract.sqs);
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    await sendOne(contract.sqs, deadLetters.url, { MessageBody: 'sent straight' });
    await startMove(contract, deadLetters.arn, { DestinationArn: destination.arn });
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect((await receiveOne(contract.sqs, destination.url)).Body).toBe('sent straight');
  });

  it('and says no reason when it did not', async () => {
    const { deadLetters } = await createFilledPair(contract.sqs, 1);
    await startMove(contract, deadLetters.arn);
    expect(await endedMove(contract, deadLetters.arn)).not.toHaveProperty('FailureReason');
  });
});

describe('messages in flight at the dead-letter queue', () => {
  it('hold the task until they are visible, and are moved then', async () => {
    const { source, deadLetters } = await createFilledPair(contract.sqs, 3);
    await receiveOne(contract.sqs, deadLetters.url, { MaxNumberOfMessages: 1, VisibilityTimeout: 8 });
    await startMove(contract, deadLetters.arn);
    await contract.pass(5_000);
    expect((await latestMove(contract, deadLetters.arn)).Status).toBe('RUNNING');
    expect((await readDepth(contract.sqs, source.url)).visible).toBe(2);

    await contract.pass(4_000);
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect((await readDepth(contract.sqs, source.url)).visible).toBe(3);
  });

  it('let it go when they are deleted', async () => {
    const { source, deadLetters } = await createFilledPair(contract.sqs, 2);
    const { ReceiptHandle } = await receiveOne(contract.sqs, deadLetters.url, {
      MaxNumberOfMessages: 1,
      VisibilityTimeout: 600,
    });
    await startMove(contract, deadLetters.arn);
    await contract.pass(3_000);
    await contract.sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetters.url, ReceiptHandle }));
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect((await readDepth(contract.sqs, source.url)).visible).toBe(1);
  });
});

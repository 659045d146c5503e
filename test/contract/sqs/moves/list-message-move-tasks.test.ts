import { ListMessageMoveTasksCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { sendOne } from '#test/factories/message';
import { createQueue, uniqueQueueName } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { endedMove, latestMove, listMoves, startMove } from '../../support/move-task.ts';
import { refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();

const list = (SourceArn: string | undefined, MaxResults?: number) =>
  new ListMessageMoveTasksCommand({ SourceArn, ...(MaxResults !== undefined && { MaxResults }) });

describe('ListMessageMoveTasks: wire', () => {
  it('sends no results for a queue without tasks', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    const reply = await successReply(contract, list(deadLetters.arn));
    expect(reply.json['Results'] ?? []).toEqual([]);
  });

  it('sends a running task with its handle, and no destination or rate that was not given', async () => {
    const { deadLetters } = await createFilledPair(contract.sqs, 1);
    const startedAtMs = contract.nowMs();
    const TaskHandle = await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    const reply = await successReply(contract, list(deadLetters.arn));
    const [task] = reply.json['Results'] as Record<string, unknown>[];
    expect(task).toEqual({
      TaskHandle,
      Status: 'RUNNING',
      SourceArn: deadLetters.arn,
      MaxNumberOfMessagesPerSecond: 1,
      ApproximateNumberOfMessagesMoved: expect.any(Number),
      ApproximateNumberOfMessagesToMove: 1,
      StartedTimestamp: expect.any(Number),
    });
    expect(Math.abs(Number(task?.['StartedTimestamp']) - startedAtMs)).toBeLessThan(10_000);
  });

  it('sends a task that is over without its handle, with the destination that was given', async () => {
    const destination = await createQueue(contract.sqs);
    const { deadLetters } = await createFilledPair(contract.sqs, 2);
    await startMove(contract, deadLetters.arn, { DestinationArn: destination.arn });
    await endedMove(contract, deadLetters.arn);
    const reply = await successReply(contract, list(deadLetters.arn));
    expect(reply.json['Results']).toEqual([
      {
        Status: 'COMPLETED',
        SourceArn: deadLetters.arn,
        DestinationArn: destination.arn,
        ApproximateNumberOfMessagesMoved: expect.any(Number),
        ApproximateNumberOfMessagesToMove: 2,
        StartedTimestamp: expect.any(Number),
      },
    ]);
  });
});

describe('ListMessageMoveTasks: validation', () => {
  it.each(['garbage', 'arn:aws:sqs:us-east-1', ''])('refuses the source "%s"', async (arn) => {
    const got = await refusal(contract, list(arn));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
  });

  it('refuses a source that does not exist', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    const got = await refusal(contract, list(deadLetters.arn.replace(/[^:]+$/, uniqueQueueName('nowhere'))));
    expect(got).toEqual(
      wireError(
        'ResourceNotFound',
        "The resource that you specified for the SourceArn parameter doesn't exist.",
      ),
    );
  });

  it.each([0, 11])('refuses MaxResults = %s', async (MaxResults) => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    const got = await refusal(contract, list(deadLetters.arn, MaxResults));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
  });
});

describe('ListMessageMoveTasks: behaviour', () => {
  it('gives the newest, and with MaxResults more of them, newest first', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    for (let task = 0; task < 3; task += 1) {
      await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: task + 1 });
      await endedMove(contract, deadLetters.arn);
      await contract.pass(1_000);
    }
    const ratesOf = async (...args: [number?]) =>
      (await contract.sqs.send(list(deadLetters.arn, ...args))).Results?.map(
        (task) => task.MaxNumberOfMessagesPerSecond,
      );
    expect(await ratesOf()).toEqual([3]);
    expect(await ratesOf(2)).toEqual([3, 2]);
    expect(await ratesOf(10)).toEqual([3, 2, 1]);
  });

  it('remembers ten tasks at most', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    for (let task = 1; task <= 12; task += 1) {
      await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: task });
      await endedMove(contract, deadLetters.arn);
    }
    const rates = (await listMoves(contract, deadLetters.arn)).map(
      (task) => task.MaxNumberOfMessagesPerSecond,
    );
    expect(rates).toHaveLength(10);
    expect(rates[0]).toBe(12);
  });

  it('keeps ToMove at what was there when the task started', async () => {
    const destination = await createQueue(contract.sqs);
    const { deadLetters } = await createFilledPair(contract.sqs, 4);
    await startMove(contract, deadLetters.arn, {
      DestinationArn: destination.arn,
      MaxNumberOfMessagesPerSecond: 1,
    });
    await contract.pass(1_000);
    await sendOne(contract.sqs, deadLetters.url);
    expect((await latestMove(contract, deadLetters.arn)).ApproximateNumberOfMessagesToMove).toBe(4);
    const ended = await endedMove(contract, deadLetters.arn);
    expect(ended).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesToMove: 4 });
  });

  it('shows only the tasks of the queue it is asked about', async () => {
    const first = await createFilledPair(contract.sqs, 1);
    const second = await createDeadLetterPair(contract.sqs);
    await startMove(contract, first.deadLetters.arn);
    expect(await listMoves(contract, second.deadLetters.arn)).toEqual([]);
    expect(await listMoves(contract, first.deadLetters.arn)).toHaveLength(1);
  });
});

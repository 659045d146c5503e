import { CancelMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { readDepth, type TestQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { successReply } from '../../support/exchange.ts';
import { endedMove, latestMove, startMove } from '../../support/move-task.ts';
import { missingParameter, refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const MESSAGES = 12;
const cancel = (TaskHandle: string | undefined) => new CancelMessageMoveTaskCommand({ TaskHandle });
const handleOf = (taskId: string, sourceArn: string) =>
  Buffer.from(JSON.stringify({ taskId, sourceArn })).toString('base64');

/** A task of one message a second over twelve messages, three seconds old. */
async function startSlowMove() {
  const pair = await createFilledPair(contract.sqs, MESSAGES);
  const handle = await startMove(contract, pair.deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
  await contract.pass(3_000);
  return { ...pair, handle };
}

async function held(queue: TestQueue): Promise<number> {
  const { visible, inFlight, delayed } = await readDepth(contract.sqs, queue.url);
  return visible + inFlight + delayed;
}

describe('CancelMessageMoveTask: wire', () => {
  it('sends how many were moved', async () => {
    const { handle } = await startSlowMove();
    const reply = await successReply(contract, cancel(handle));
    expect(Object.keys(reply.json)).toEqual(['ApproximateNumberOfMessagesMoved']);
    expect(reply.json['ApproximateNumberOfMessagesMoved']).toBeTypeOf('number');
    expect(reply.json['ApproximateNumberOfMessagesMoved']).toBeLessThan(MESSAGES);
  });
});

describe('CancelMessageMoveTask: validation', () => {
  it.each([
    ['text', 'garbage'],
    ['base64 of something else', Buffer.from('garbage').toString('base64')],
    ['base64 of an empty object', Buffer.from('{}').toString('base64')],
    ['base64 of null', Buffer.from('null').toString('base64')],
  ])('refuses %s', async (_, handle) => {
    expect(await refusal(contract, cancel(handle))).toEqual(
      wireError('InvalidParameterValue', 'Value for parameter TaskHandle is invalid.'),
    );
  });

  it('does not know a task it never started', async () => {
    const { deadLetters } = await createDeadLetterPair(contract.sqs);
    expect(await refusal(contract, cancel(handleOf(randomUUID(), deadLetters.arn)))).toEqual(
      wireError('ResourceNotFound', 'Task does not exist.'),
    );
  });

  it('refuses a task that is over', async () => {
    const { deadLetters } = await createFilledPair(contract.sqs, 1);
    const handle = await startMove(contract, deadLetters.arn);
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect([400, 404]).toContain((await refusal(contract, cancel(handle))).status);
    expect((await latestMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
  });

  it('wants a handle', async () => {
    expect(await refusal(contract, cancel(undefined))).toEqual(missingParameter('TaskHandle'));
  });
});

describe('CancelMessageMoveTask: behaviour', () => {
  it('ends in CANCELLED, by way of CANCELLING, without a handle', async () => {
    const { handle, deadLetters } = await startSlowMove();
    await contract.sqs.send(cancel(handle));
    const after = await latestMove(contract, deadLetters.arn);
    expect(['CANCELLING', 'CANCELLED']).toContain(after.Status);
    expect(after.TaskHandle).toBeUndefined();
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('CANCELLED');
  });

  it('leaves moved messages where they are and the rest where they were', async () => {
    const { handle, source, deadLetters } = await startSlowMove();
    await contract.sqs.send(cancel(handle));
    await endedMove(contract, deadLetters.arn);
    const [moved, left] = [await held(source), await held(deadLetters)];
    expect(moved).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(0);
    expect(moved + left).toBe(MESSAGES);

    await contract.pass(10_000);
    expect([await held(source), await held(deadLetters)]).toEqual([moved, left]);
  });

  it('leaves the rest to be moved by another task', async () => {
    const { handle, source, deadLetters } = await startSlowMove();
    await contract.sqs.send(cancel(handle));
    await endedMove(contract, deadLetters.arn);
    await startMove(contract, deadLetters.arn);
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect([await held(source), await held(deadLetters)]).toEqual([MESSAGES, 0]);
  });
});

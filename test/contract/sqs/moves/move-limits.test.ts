import { DeleteMessageCommand, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { createFilledPair } from '#test/factories/dead-letters';
import { receiveOne } from '#test/factories/message';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting, ownEngineOnly } from '../../support/only.ts';
import { latestMove, startMove } from '../../support/move-task.ts';
import { refusal } from '../../support/refusal.ts';

const contract = contractEndpoint();
const HOUR_MS = 3_600_000;
const TASKS = 100;
const alone = ownEngineOnly('counts all tasks of the account');
const longRun = lasting(36 * HOUR_MS);

describe('a move task that cannot end', () => {
  it.runIf(longRun.holds)(`fails after 36 hours${longRun.unless}`, async () => {
    const { deadLetters } = await createFilledPair(contract.sqs, 1);
    const hold = () => receiveOne(contract.sqs, deadLetters.url, { VisibilityTimeout: 43_000 });
    await hold();
    await startMove(contract, deadLetters.arn);
    for (let passedMs = 0; passedMs < 35 * HOUR_MS; passedMs += 43_000_000) {
      await contract.pass(43_000_000 - 100);
      expect((await latestMove(contract, deadLetters.arn)).Status).toBe('RUNNING');
      await contract.pass(100);
      // Visible for an instant in which the task does not look.
      await hold();
    }
    await contract.pass(2 * HOUR_MS);
    const { Status, FailureReason } = await latestMove(contract, deadLetters.arn);
    expect([Status, typeof FailureReason]).toEqual(['FAILED', 'string']);
  });
});

describe('the count of moved messages while a task runs', () => {
  it('may be behind, never ahead by more than what AWS was seen to be, and is right in the end', async () => {
    const { deadLetters } = await createFilledPair(contract.sqs, 12);
    await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    const counts: number[] = [];
    for (let second = 1; second <= 15; second += 1) {
      await contract.pass(1_000);
      const { ApproximateNumberOfMessagesMoved = 0 } = await latestMove(contract, deadLetters.arn);
      expect(ApproximateNumberOfMessagesMoved).toBeLessThanOrEqual(second + 4);
      counts.push(ApproximateNumberOfMessagesMoved);
    }
    expect(counts).toEqual(counts.toSorted((left, right) => left - right));
    expect(new Set(counts).size).toBeLessThan(12);
  });
});

describe('move tasks of an account', () => {
  it.runIf(alone.holds)(`are at most 100 at a time${alone.unless}`, async () => {
    const pairs = [];
    for (let count = 0; count <= TASKS; count += 1) {
      const pair = await createFilledPair(contract.sqs, 1);
      // A message in flight keeps the task running.
      const held = await receiveOne(contract.sqs, pair.deadLetters.url, { VisibilityTimeout: 43_200 });
      pairs.push({ ...pair, held });
    }
    for (const { deadLetters } of pairs.slice(0, TASKS)) await startMove(contract, deadLetters.arn);
    await contract.pass(1_000);
    const SourceArn = pairs[TASKS]?.deadLetters.arn;
    const got = await refusal(contract, new StartMessageMoveTaskCommand({ SourceArn }));
    expect(got.status).toBeGreaterThanOrEqual(400);
    expect(got.status).toBeLessThan(500);

    const [first] = pairs;
    await contract.sqs.send(
      new DeleteMessageCommand({
        QueueUrl: first?.deadLetters.url,
        ReceiptHandle: first?.held.ReceiptHandle,
      }),
    );
    await contract.pass(1_000);
    expect((await latestMove(contract, first?.deadLetters.arn ?? '')).Status).toBe('COMPLETED');
    await startMove(contract, SourceArn ?? '');
  });
});

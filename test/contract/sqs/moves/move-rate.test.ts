import { describe, expect, it } from 'vitest';
import { createFilledPair } from '#test/factories/dead-letters';
import { readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { ownEngineOnly } from '../../support/only.ts';
import { endedMove, latestMove, startMove } from '../../support/move-task.ts';

const contract = contractEndpoint();

const MESSAGES = 12;
const exact = ownEngineOnly('counters of a real task lag');

describe('the rate of a move task', () => {
  it('stretches twelve messages at one a second over about twelve seconds', async () => {
    const { source, deadLetters } = await createFilledPair(contract.sqs, MESSAGES);
    await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    const arrived: number[] = [];
    for (let second = 1; second <= 8; second += 1) {
      await contract.pass(1_000);
      arrived.push((await readDepth(contract.sqs, source.url)).visible);
      expect(arrived.at(-1)).toBeLessThanOrEqual(second + 4);
    }
    expect(arrived).toEqual(arrived.toSorted((a, b) => a - b));
    expect(arrived.at(-1)).toBeGreaterThanOrEqual(3);
    expect((await latestMove(contract, deadLetters.arn)).Status).toBe('RUNNING');

    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    expect((await readDepth(contract.sqs, source.url)).visible).toBe(MESSAGES);
  });

  it('counts moved messages up, never beyond what there was', async () => {
    const { deadLetters } = await createFilledPair(contract.sqs, 5);
    await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    const counts: number[] = [];
    for (let second = 0; second < 8; second += 1) {
      counts.push(
        (await latestMove(contract, deadLetters.arn)).ApproximateNumberOfMessagesMoved ?? Number.NaN,
      );
      await contract.pass(1_000);
    }
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(Math.max(...counts)).toBeLessThanOrEqual(5);
    expect(new Set(counts).size).toBeGreaterThan(2);
  });

  it.runIf(exact.holds)(
    `of 500 moves 600 messages in between one and four seconds${exact.unless}`,
    async () => {
      const { source, deadLetters } = await createFilledPair(contract.sqs, 600);
      await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 500 });
      await contract.pass(900);
      expect((await readDepth(contract.sqs, source.url)).visible).toBeLessThan(600);
      await contract.pass(3_100);
      expect((await readDepth(contract.sqs, source.url)).visible).toBe(600);
      expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    },
  );

  it('is the service’s own choice when none is given, and loses nothing', async () => {
    const { source, deadLetters } = await createFilledPair(contract.sqs, 60);
    await startMove(contract, deadLetters.arn);
    const ended = await endedMove(contract, deadLetters.arn);
    expect(ended.Status).toBe('COMPLETED');
    expect(ended).not.toHaveProperty('MaxNumberOfMessagesPerSecond');
    expect((await readDepth(contract.sqs, source.url)).visible).toBe(60);
    expect((await readDepth(contract.sqs, deadLetters.url)).visible).toBe(0);
  });
});

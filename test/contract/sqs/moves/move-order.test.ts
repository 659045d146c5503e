import { describe, expect, it } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { receive, receiveOne, sendOne, sortedIds } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { endedMove, startMove } from '../../support/move-task.ts';

const contract = contractEndpoint();

describe('the order of a move task', () => {
  it('begins with the oldest message', async () => {
    const { source, deadLetters } = await createDeadLetterPair(contract.sqs);
    const bodies = ['oldest', 'middle', 'youngest'];
    for (const MessageBody of bodies) {
      await sendOne(contract.sqs, source.url, { MessageBody });
      await receiveOne(contract.sqs, source.url, { VisibilityTimeout: 0 });
      await contract.until(
        () => receive(contract.sqs, source.url),
        (messages) => messages.length === 0,
      );
    }
    expect((await readDepth(contract.sqs, deadLetters.url)).visible).toBe(3);

    await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 1 });
    const seen: (string | undefined)[] = [];
    for (let place = 0; place < bodies.length; place += 1) {
      const back = await contract.until(
        () => receive(contract.sqs, source.url, { VisibilityTimeout: 600 }),
        (messages) => messages.length > 0,
      );
      seen.push(...back.map(({ Body }) => Body));
    }
    expect(seen).toEqual(bodies);
  });

  it('mixes with what producers send meanwhile, and leaves that alone', async () => {
    const { source, deadLetters } = await createFilledPair(contract.sqs, 4);
    await startMove(contract, deadLetters.arn, { MaxNumberOfMessagesPerSecond: 2 });
    const live: string[] = [];
    for (let sent = 0; sent < 3; sent += 1) {
      live.push(await sendOne(contract.sqs, source.url));
      await contract.pass(1_000);
    }
    expect((await endedMove(contract, deadLetters.arn)).Status).toBe('COMPLETED');
    const depth = await contract.until(
      () => readDepth(contract.sqs, source.url),
      ({ visible }) => visible === 7,
    );
    expect(depth).toEqual({ visible: 7, inFlight: 0, delayed: 0 });
    const ids = sortedIds(await receive(contract.sqs, source.url));
    for (const id of live) expect(ids).toContain(id);
  });
});

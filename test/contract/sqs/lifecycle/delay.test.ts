import { describe, expect, it } from 'vitest';
import { receive, receiveOne, sendMany, sendOne, sortedIds } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { settledDepth } from '../../support/depth.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';

const contract = contractEndpoint();

const LONGEST_DELAY_SECONDS = 900;
const wholeDelay = lasting(LONGEST_DELAY_SECONDS * 1_000);

describe('delay', () => {
  it('of the queue holds every message back', async () => {
    const queue = await createQueue(contract.sqs, { DelaySeconds: '4' });
    const ids = await sendMany(contract.sqs, queue.url, 3);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
    await contract.pass(3_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
    await contract.pass(1_500);
    const messages = await receive(contract.sqs, queue.url);
    expect(sortedIds(messages)).toEqual(ids.toSorted());
  });

  it('of the message goes before that of the queue, 0 included', async () => {
    const queue = await createQueue(contract.sqs, { DelaySeconds: '4' });
    const now = await sendOne(contract.sqs, queue.url, { DelaySeconds: 0 });
    const later = await sendOne(contract.sqs, queue.url, { DelaySeconds: 8 });
    expect((await receiveOne(contract.sqs, queue.url)).MessageId).toBe(now);
    await contract.pass(5_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
    await contract.pass(3_500);
    expect((await receiveOne(contract.sqs, queue.url)).MessageId).toBe(later);
  });

  it('is counted apart, and turns into visible by itself', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url, { DelaySeconds: 3 });
    const delayed = { visible: 0, inFlight: 0, delayed: 1 };
    expect(await settledDepth(contract, queue.url, delayed)).toEqual(delayed);
    await contract.pass(3_500);
    const visible = { visible: 1, inFlight: 0, delayed: 0 };
    expect(await settledDepth(contract, queue.url, visible)).toEqual(visible);
  });

  it('leaves SentTimestamp at the time of the send', async () => {
    const queue = await createQueue(contract.sqs);
    const sentAtMs = contract.nowMs();
    await sendOne(contract.sqs, queue.url, { DelaySeconds: 6 });
    await contract.pass(6_500);
    const { Attributes } = await receiveOne(contract.sqs, queue.url);
    expect(Math.abs(Number(Attributes?.SentTimestamp) - sentAtMs)).toBeLessThan(3_000);
  });

  it.runIf(wholeDelay.holds)(`may last 900 seconds, and lasts no less${wholeDelay.unless}`, async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url, { DelaySeconds: LONGEST_DELAY_SECONDS });
    await contract.pass(LONGEST_DELAY_SECONDS * 1_000 - 1);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
    await contract.pass(1);
    expect(await receive(contract.sqs, queue.url)).toHaveLength(1);
  });
});

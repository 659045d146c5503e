import type { Message } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveCount } from '#test/factories/message';
import { createFifoQueue } from '#test/factories/queue';
import { settledDepth } from '../../support/depth.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import {
  bodiesOf,
  deleteReceived,
  hideReceived,
  receiveBodies,
  sendInOrder,
  sendTo,
} from '../../support/fifo.ts';

const contract = contractEndpoint();

/** A FIFO queue of which one receive has taken `taken` messages of what was sent. */
async function queueInFlight(
  bodies: string[],
  taken: number,
  VisibilityTimeout = 30,
): Promise<{ url: string; messages: Message[] }> {
  const { url } = await createFifoQueue(contract.sqs);
  await sendInOrder(contract, url, bodies);
  const messages = await receive(contract.sqs, url, { MaxNumberOfMessages: taken, VisibilityTimeout });
  expect(messages).toHaveLength(taken);
  return { url, messages };
}

describe('a message group is locked', () => {
  it('while one of its messages is in flight', async () => {
    const { url } = await queueInFlight(['g1-m1', 'g1-m2'], 1);
    expect(await receiveBodies(contract, url)).toEqual([]);
  });

  it('for messages sent meanwhile, too', async () => {
    const { url } = await queueInFlight(['g1-m1'], 1);
    await sendTo(contract, url, 'g1', 'g1-new');
    expect(await receiveBodies(contract, url)).toEqual([]);
  });

  it('by itself: other groups go on', async () => {
    const { url } = await queueInFlight(['g1-m1', 'g2-m1', 'g1-m2'], 1);
    await sendTo(contract, url, 'g3', 'g3-new');
    expect(await receiveBodies(contract, url)).toEqual(['g2-m1', 'g3-new']);
  });

  it('until all that were received are deleted, not some of them', async () => {
    const { url, messages } = await queueInFlight(['g1-m1', 'g1-m2', 'g1-m3'], 2);
    await deleteReceived(contract, url, messages[0]);
    expect(await receiveBodies(contract, url)).toEqual([]);
    await deleteReceived(contract, url, messages[1]);
    expect(await receiveBodies(contract, url)).toEqual(['g1-m3']);
  });

  it('as long as the first one is in flight, even when the later ones are deleted', async () => {
    const { url, messages } = await queueInFlight(['g1-m1', 'g1-m2', 'g1-m3'], 2);
    await deleteReceived(contract, url, messages[1]);
    expect(await receiveBodies(contract, url)).toEqual([]);
    await deleteReceived(contract, url, messages[0]);
    expect(await receiveBodies(contract, url)).toEqual(['g1-m3']);
  });
});

describe('a message group is free again', () => {
  it('when the visibility timeout ends, and starts over with what came back', async () => {
    const { url } = await queueInFlight(['g1-m1', 'g1-m2'], 1, 2);
    await contract.pass(1_000);
    expect(await receiveBodies(contract, url)).toEqual([]);
    await contract.pass(2_000);
    const back = await receive(contract.sqs, url);
    expect(bodiesOf(back)).toEqual(['g1-m1', 'g1-m2']);
    expect(back.map(receiveCount)).toEqual([2, 1]);
  });

  it('when visibility is changed to 0, with that message next while later ones are hidden', async () => {
    const { url, messages } = await queueInFlight(['g1-m1', 'g1-m2', 'g1-m3'], 3);
    await hideReceived(contract, url, messages[0], 0);
    expect(await receiveBodies(contract, url)).toEqual(['g1-m1']);
  });

  it('for the earlier ones when one in the middle is extended, not for the later ones', async () => {
    const { url, messages } = await queueInFlight(['g1-m1', 'g1-m2', 'g1-m3'], 3, 2);
    await hideReceived(contract, url, messages[1], 8);
    await contract.pass(3_000);
    const earlier = await receive(contract.sqs, url);
    expect(bodiesOf(earlier)).toEqual(['g1-m1']);
    await deleteReceived(contract, url, earlier[0]);
    expect(await receiveBodies(contract, url)).toEqual([]);
    await contract.pass(6_000);
    expect(await receiveBodies(contract, url)).toEqual(['g1-m2', 'g1-m3']);
  });

  it('at once for a receive that hides nothing, which counts all the same', async () => {
    const { url, messages } = await queueInFlight(['g1-m1', 'g1-m2'], 2, 0);
    expect(messages.map(receiveCount)).toEqual([1, 1]);
    const again = await receive(contract.sqs, url, { VisibilityTimeout: 0 });
    expect(bodiesOf(again)).toEqual(['g1-m1', 'g1-m2']);
    expect(again.map(receiveCount)).toEqual([2, 2]);
  });

  it('for a receive that waits, as soon as the lock is gone', async () => {
    const { url, messages } = await queueInFlight(['g1-m1', 'g1-m2'], 1);
    const poll = receiveBodies(contract, url, { WaitTimeSeconds: 10 });
    await contract.arrived();
    await deleteReceived(contract, url, messages[0]);
    expect(await poll).toEqual(['g1-m2']);
  });
});

describe('the counters of a FIFO queue', () => {
  it('count messages of a locked group as visible', async () => {
    const { url } = await queueInFlight(['g1-m1', 'g1-m2', 'g1-m3', 'g1-m4', 'g1-m5', 'g1-m6'], 2);
    const expected = { visible: 4, inFlight: 2, delayed: 0 };
    expect(await settledDepth(contract, url, expected)).toEqual(expected);
  });
});

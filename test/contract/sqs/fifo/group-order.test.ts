import { describe, expect, it } from 'vitest';
import { receive } from '#test/factories/message';
import { createFifoQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import {
  bodiesOf,
  deleteReceived,
  drain,
  hideReceived,
  receiveBodies,
  sendInOrder,
} from '../../support/fifo.ts';

const contract = contractEndpoint();

/** A FIFO queue that holds `bodies`, each in the group it begins with. */
async function queueOf(...bodies: string[]): Promise<string> {
  const { url } = await createFifoQueue(contract.sqs);
  await sendInOrder(contract, url, bodies);
  return url;
}

describe('one receive of a FIFO queue', () => {
  it('is filled from one group, in order, before it goes to the next', async () => {
    const url = await queueOf('g1-m1', 'g2-m1', 'g1-m2', 'g1-m3');
    expect(await receiveBodies(contract, url)).toEqual(['g1-m1', 'g1-m2', 'g1-m3', 'g2-m1']);
  });

  it('takes no more than it was asked to, and may leave a group half taken', async () => {
    const url = await queueOf('g1-m1', 'g2-m1', 'g1-m2', 'g1-m3', 'g2-m2');
    expect(await receiveBodies(contract, url, { MaxNumberOfMessages: 2 })).toEqual(['g1-m1', 'g1-m2']);
  });

  it('may hold ten messages of one group', async () => {
    const bodies = Array.from({ length: 12 }, (_, index) => `g1-m${index}`);
    const url = await queueOf(...bodies);
    expect(await receiveBodies(contract, url)).toEqual(bodies.slice(0, 10));
  });
});

describe('receives of a FIFO queue, one after another', () => {
  it('go to another group each while the first ones are locked', async () => {
    const url = await queueOf('g1-m1', 'g2-m1', 'g3-m1', 'g1-m2', 'g2-m2', 'g3-m2');
    const one = () => receiveBodies(contract, url, { MaxNumberOfMessages: 1 });
    expect([...(await one()), ...(await one()), ...(await one())].toSorted()).toEqual([
      'g1-m1',
      'g2-m1',
      'g3-m1',
    ]);
    expect(await one()).toEqual([]);
  });

  it('give a group in order of sending when each message is deleted first', async () => {
    const bodies = Array.from({ length: 5 }, (_, index) => `g1-m${index}`);
    const url = await queueOf(...bodies);
    const seen: (string | undefined)[] = [];
    for (const _ of bodies) {
      const [message] = await receive(contract.sqs, url, { MaxNumberOfMessages: 1 });
      seen.push(message?.Body);
      await deleteReceived(contract, url, message);
    }
    expect(seen).toEqual(bodies);
  });

  it('give the same order again after a timeout', async () => {
    const url = await queueOf('g1-m1', 'g1-m2', 'g1-m3');
    expect(await receive(contract.sqs, url, { VisibilityTimeout: 2 })).not.toEqual([]);
    await contract.pass(3_000);
    expect(bodiesOf(await drain(contract, url))).toEqual(['g1-m1', 'g1-m2', 'g1-m3']);
  });

  it('give the same order again when the first one stayed away longest', async () => {
    const url = await queueOf('g1-m1', 'g1-m2', 'g1-m3');
    const [first] = await receive(contract.sqs, url, { VisibilityTimeout: 2 });
    await hideReceived(contract, url, first, 6);
    await contract.pass(3_000);
    expect(await receiveBodies(contract, url)).toEqual([]);
    await contract.pass(4_000);
    expect(bodiesOf(await drain(contract, url))).toEqual(['g1-m1', 'g1-m2', 'g1-m3']);
  });
});

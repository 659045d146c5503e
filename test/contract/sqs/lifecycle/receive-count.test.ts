import { describe, expect, it } from 'vitest';
import { receive, receiveCount, receiveOne, sendOne } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { settledDepth } from '../../support/depth.ts';
import { contractEndpoint } from '../../support/endpoint.ts';

const contract = contractEndpoint();

describe('receive count', () => {
  it('goes up by one with each delivery', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '1' });
    await sendOne(contract.sqs, queue.url);
    for (let delivery = 1; delivery <= 5; delivery += 1) {
      expect(receiveCount(await receiveOne(contract.sqs, queue.url))).toBe(delivery);
      await contract.pass(1_200);
    }
  });

  it('does not go up by waiting or by receives that do not deliver', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '3' });
    await sendOne(contract.sqs, queue.url);
    await receiveOne(contract.sqs, queue.url);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await receive(contract.sqs, queue.url)).toEqual([]);
    }
    await contract.pass(6_000);
    expect(receiveCount(await receiveOne(contract.sqs, queue.url))).toBe(2);
  });

  it('counts a receive that hides nothing, and leaves the message visible', async () => {
    const visible = { visible: 1, inFlight: 0, delayed: 0 };
    const queue = await createQueue(contract.sqs);
    const id = await sendOne(contract.sqs, queue.url);
    for (let delivery = 1; delivery <= 3; delivery += 1) {
      const message = await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 0 });
      expect(message.MessageId).toBe(id);
      expect(receiveCount(message)).toBe(delivery);
      expect(await settledDepth(contract, queue.url, visible)).toEqual(visible);
    }
  });

  it('leaves the time of the first receive where it was', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '1' });
    await sendOne(contract.sqs, queue.url);
    await contract.pass(2_000);
    const first = await receiveOne(contract.sqs, queue.url);
    await contract.pass(2_000);
    const second = await receiveOne(contract.sqs, queue.url);

    const firstReceivedAt = first.Attributes?.ApproximateFirstReceiveTimestamp;
    expect(second.Attributes?.ApproximateFirstReceiveTimestamp).toBe(firstReceivedAt);
    expect(second.Attributes?.SentTimestamp).toBe(first.Attributes?.SentTimestamp);
    expect(Number(firstReceivedAt)).toBeGreaterThanOrEqual(Number(first.Attributes?.SentTimestamp) + 1_500);
  });
});

import { ChangeMessageVisibilityCommand, DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveCount, receiveOne, sendOne } from '#test/factories/message';
import { createQueue, readDepth } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';
import { successReply } from '../../support/exchange.ts';
import { missingParameter, refusal, wireError, wireErrorOf } from '../../support/refusal.ts';

const contract = contractEndpoint();
const halfADay = lasting(43_200_000);

const change = (QueueUrl: string, ReceiptHandle: string | undefined, VisibilityTimeout: number | undefined) =>
  new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout });

/** A queue (visibility timeout 30 s) with one message in flight. */
async function queueInFlight(VisibilityTimeout?: number) {
  const queue = await createQueue(contract.sqs);
  await sendOne(contract.sqs, queue.url);
  const { ReceiptHandle } = await receiveOne(
    contract.sqs,
    queue.url,
    VisibilityTimeout === undefined ? {} : { VisibilityTimeout },
  );
  return { url: queue.url, handle: ReceiptHandle };
}

describe('ChangeMessageVisibility: wire', () => {
  it('answers 200 without content', async () => {
    const { url, handle } = await queueInFlight();
    const reply = await successReply(contract, change(url, handle, 10));
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({});
  });
});

describe('ChangeMessageVisibility: validation', () => {
  it('refuses a handle that is none', async () => {
    const { url } = await queueInFlight();
    expect(await refusal(contract, change(url, 'garbage', 10))).toEqual(
      wireError(
        'ReceiptHandleIsInvalid',
        'The input receipt handle "garbage" is not a valid receipt handle.',
      ),
    );
  });

  it.each([-1, 43_201])('refuses VisibilityTimeout = %s', async (seconds) => {
    const { url, handle } = await queueInFlight();
    const got = await refusal(contract, change(url, handle, seconds));
    expect(got).toEqual(wireErrorOf('InvalidParameterValue', got));
    expect(got.message).toContain('VisibilityTimeout');
  });

  it('wants a VisibilityTimeout', async () => {
    const { url, handle } = await queueInFlight();
    expect(await refusal(contract, change(url, handle, undefined))).toEqual(
      missingParameter('VisibilityTimeout'),
    );
  });

  it('refuses a message that was deleted', async () => {
    const { url, handle } = await queueInFlight();
    await contract.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: handle }));
    expect(await refusal(contract, change(url, handle, 10))).toEqual(
      wireError(
        'InvalidParameterValue',
        `Value ${handle} for parameter ReceiptHandle is invalid. ` +
          'Reason: Message does not exist or is not available for visibility timeout change.',
      ),
    );
  });

  it('refuses to hide for more than 12 hours in total, counted from the receive', async () => {
    const { url, handle } = await queueInFlight();
    await contract.pass(1_000);
    expect(await refusal(contract, change(url, handle, 43_200))).toEqual(
      wireError(
        'InvalidParameterValue',
        'Value 43200 for parameter VisibilityTimeout is invalid. ' +
          'Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds]',
      ),
    );
    await contract.sqs.send(change(url, handle, 43_190));
  });

  it.runIf(halfADay.holds)(`counts the 12 hours over several extensions${halfADay.unless}`, async () => {
    const { url, handle } = await queueInFlight();
    for (let hour = 1; hour <= 11; hour += 1) {
      await contract.sqs.send(change(url, handle, 3_700));
      await contract.pass(3_600_000);
    }
    expect((await refusal(contract, change(url, handle, 3_700))).message).toContain('beyond the limit');
    await contract.sqs.send(change(url, handle, 3_500));
  });
});

describe('ChangeMessageVisibility: behaviour', () => {
  it('0 returns the message at once, and the next receive counts', async () => {
    const { url, handle } = await queueInFlight();
    await contract.sqs.send(change(url, handle, 0));
    const again = await receiveOne(contract.sqs, url);
    expect(receiveCount(again)).toBe(2);
  });

  it('counts the new time from the call, longer', async () => {
    const { url, handle } = await queueInFlight(4);
    await contract.pass(2_000);
    await contract.sqs.send(change(url, handle, 6));
    await contract.pass(5_000);
    expect(await receive(contract.sqs, url)).toEqual([]);
    await contract.pass(1_500);
    expect(await receive(contract.sqs, url)).toHaveLength(1);
  });

  it('counts the new time from the call, shorter', async () => {
    const { url, handle } = await queueInFlight(30);
    await contract.sqs.send(change(url, handle, 3));
    await contract.pass(2_000);
    expect(await receive(contract.sqs, url)).toEqual([]);
    await contract.pass(1_500);
    expect(await receive(contract.sqs, url)).toHaveLength(1);
  });

  it('changes this receive only: the next one hides for the time of the queue', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '3' });
    await sendOne(contract.sqs, queue.url);
    const first = await receiveOne(contract.sqs, queue.url);
    await contract.sqs.send(change(queue.url, first.ReceiptHandle, 6));
    await contract.pass(6_500);
    await receiveOne(contract.sqs, queue.url);
    await contract.pass(3_500);
    expect(await receive(contract.sqs, queue.url)).toHaveLength(1);
  });

  it('accepts a handle whose visibility has run out, on a standard queue', async () => {
    const { url, handle } = await queueInFlight(1);
    await contract.pass(1_500);
    expect((await successReply(contract, change(url, handle, 10))).status).toBe(200);
  });

  it('does not count as a receive', async () => {
    const { url, handle } = await queueInFlight();
    for (let times = 0; times < 3; times += 1) await contract.sqs.send(change(url, handle, 20));
    await contract.sqs.send(change(url, handle, 0));
    expect((await readDepth(contract.sqs, url)).visible).toBe(1);
    expect(receiveCount(await receiveOne(contract.sqs, url))).toBe(2);
  });
});

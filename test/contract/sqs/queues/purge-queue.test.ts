import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, sendMany, sendOne } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { settledDepth } from '../../support/depth.ts';
import { contractEndpoint } from '../../support/endpoint.ts';
import { lasting } from '../../support/only.ts';
import { successReply } from '../../support/exchange.ts';
import { refusal, wireError } from '../../support/refusal.ts';

const contract = contractEndpoint();

const PURGE_INTERVAL_MS = 60_000;
const nothing = { visible: 0, inFlight: 0, delayed: 0 };
const wholeInterval = lasting(PURGE_INTERVAL_MS);
const purge = (QueueUrl: string) => new PurgeQueueCommand({ QueueUrl });

describe('PurgeQueue: wire', () => {
  it('answers 200 without content', async () => {
    const queue = await createQueue(contract.sqs);
    const reply = await successReply(contract, purge(queue.url));
    expect(reply.status).toBe(200);
    expect(reply.json).toEqual({});
  });
});

describe('PurgeQueue: validation', () => {
  it('refuses a second purge within 60 seconds, naming the queue', async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(purge(queue.url));
    expect(await refusal(contract, purge(queue.url))).toEqual(
      wireError(
        'PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
      ),
    );
  });

  it.runIf(wholeInterval.holds)(`allows it again after 60 seconds${wholeInterval.unless}`, async () => {
    const queue = await createQueue(contract.sqs);
    await contract.sqs.send(purge(queue.url));
    await contract.pass(PURGE_INTERVAL_MS - 1_000);
    expect((await refusal(contract, purge(queue.url))).status).toBe(403);
    await contract.pass(1_001);
    expect((await successReply(contract, purge(queue.url))).status).toBe(200);
  });

  it('holds each queue to its own interval', async () => {
    const [first, second] = [await createQueue(contract.sqs), await createQueue(contract.sqs)];
    await contract.sqs.send(purge(first.url));
    expect((await successReply(contract, purge(second.url))).status).toBe(200);
  });
});

describe('PurgeQueue: behaviour', () => {
  it('takes visible, in-flight and delayed messages', async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '5' });
    await sendMany(contract.sqs, queue.url, 12);
    await sendOne(contract.sqs, queue.url, { DelaySeconds: 5 });
    await receive(contract.sqs, queue.url);
    await contract.sqs.send(purge(queue.url));

    expect(await settledDepth(contract, queue.url, nothing)).toEqual(nothing);
    await contract.pass(6_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });

  it('leaves the queue in service', async () => {
    const queue = await createQueue(contract.sqs);
    await sendOne(contract.sqs, queue.url);
    await contract.sqs.send(purge(queue.url));
    await contract.pass(1_000);
    const sent = await sendOne(contract.sqs, queue.url);
    expect((await receive(contract.sqs, queue.url)).map((message) => message.MessageId)).toEqual([sent]);
  });

  it('leaves the messages of other queues alone', async () => {
    const [purged, other] = [await createQueue(contract.sqs), await createQueue(contract.sqs)];
    await sendOne(contract.sqs, other.url);
    await contract.sqs.send(purge(purged.url));
    expect(await receive(contract.sqs, other.url)).toHaveLength(1);
  });
});

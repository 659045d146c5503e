import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, receiveCount, receiveOne, sendMany, sendOne, sortedIds } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { ownEngineOnly } from '../../support/only.ts';

const contract = contractEndpoint();

const promised = ownEngineOnly('AWS does not promise it');
const WAIT_SECONDS = 10;

/** A receive that waits, and whether it has been answered yet. */
async function startWaiting(queueUrl: string, options: Parameters<typeof receive>[2] = {}) {
  const waiting = { answered: false };
  const messages = receive(contract.sqs, queueUrl, { WaitTimeSeconds: WAIT_SECONDS, ...options }).finally(
    () => (waiting.answered = true),
  );
  await contract.arrived();
  return { waiting, messages };
}

describe('long polling', () => {
  it('answers at once when there is a message', async () => {
    const queue = await createQueue(contract.sqs);
    const id = await sendOne(contract.sqs, queue.url);
    const message = await receiveOne(contract.sqs, queue.url, { WaitTimeSeconds: 20 });
    expect(message.MessageId).toBe(id);
  });

  it('waits as long as it was asked to, then answers with nothing', async () => {
    const queue = await createQueue(contract.sqs);
    const { waiting, messages } = await startWaiting(queue.url);
    await contract.pass(WAIT_SECONDS * 1_000 - 2_000);
    await contract.arrived();
    expect(waiting.answered).toBe(false);
    await contract.pass(2_500);
    expect(await messages).toEqual([]);
  });

  it('is answered by a send, without time passing', async () => {
    const queue = await createQueue(contract.sqs);
    const { waiting, messages } = await startWaiting(queue.url);
    expect(waiting.answered).toBe(false);
    const id = await sendOne(contract.sqs, queue.url);
    const [message, ...rest] = await messages;
    expect(message?.MessageId).toBe(id);
    expect(rest).toEqual([]);
    expect(message && receiveCount(message)).toBe(1);
  });

  it('gives one message to one of two waiting receives', async () => {
    const queue = await createQueue(contract.sqs);
    const first = await startWaiting(queue.url);
    const second = await startWaiting(queue.url);
    const id = await sendOne(contract.sqs, queue.url);
    await Promise.race([first.messages, second.messages]);
    await contract.arrived();
    expect(first.waiting.answered).not.toBe(second.waiting.answered);

    await contract.pass(WAIT_SECONDS * 1_000 + 500);
    const both = [...(await first.messages), ...(await second.messages)];
    expect(both.map((message) => message.MessageId)).toEqual([id]);
  });

  it('is answered when a visibility timeout ends', async () => {
    const queue = await createQueue(contract.sqs);
    const id = await sendOne(contract.sqs, queue.url);
    await receiveOne(contract.sqs, queue.url, { VisibilityTimeout: 3 });
    const { waiting, messages } = await startWaiting(queue.url);
    await contract.pass(1_000);
    await contract.arrived();
    expect(waiting.answered).toBe(false);
    await contract.pass(2_500);
    const [message] = await messages;
    expect(message?.MessageId).toBe(id);
    expect(message && receiveCount(message)).toBe(2);
  });

  it('is answered when a delay ends', async () => {
    const queue = await createQueue(contract.sqs);
    const id = await sendOne(contract.sqs, queue.url, { DelaySeconds: 3 });
    const { messages } = await startWaiting(queue.url);
    await contract.pass(3_500);
    expect((await messages).map((message) => message.MessageId)).toEqual([id]);
  });

  it('takes its time from the queue when the call names none', async () => {
    const queue = await createQueue(contract.sqs, { ReceiveMessageWaitTimeSeconds: '4' });
    let answered = false;
    const reply = contract.sqs.send(new ReceiveMessageCommand({ QueueUrl: queue.url })).finally(() => {
      answered = true;
    });
    await contract.arrived();
    await contract.pass(2_000);
    await contract.arrived();
    expect(answered).toBe(false);
    await contract.pass(2_500);
    expect((await reply).Messages).toBeUndefined();
  });

  it('does not wait when the call says 0', async () => {
    const queue = await createQueue(contract.sqs, { ReceiveMessageWaitTimeSeconds: '20' });
    expect(await receive(contract.sqs, queue.url, { WaitTimeSeconds: 0 })).toEqual([]);
  });

  it.runIf(promised.holds)(`hands nothing to a client that has hung up${promised.unless}`, async () => {
    const queue = await createQueue(contract.sqs);
    const hangUp = new AbortController();
    const abandoned = contract.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue.url, WaitTimeSeconds: WAIT_SECONDS }),
      { abortSignal: hangUp.signal },
    );
    const outcome = abandoned.then(
      () => 'answered',
      (error: Error) => error.name,
    );
    await contract.arrived();
    hangUp.abort();
    expect(await outcome).toBe('AbortError');
    await contract.arrived();

    const id = await sendOne(contract.sqs, queue.url);
    const message = await receiveOne(contract.sqs, queue.url);
    expect(message.MessageId).toBe(id);
    expect(receiveCount(message)).toBe(1);
  });

  it('serves many waiting receives, each message to one of them', async () => {
    const queue = await createQueue(contract.sqs);
    const polls = [];
    for (let poll = 0; poll < 8; poll += 1) {
      polls.push((await startWaiting(queue.url, { MaxNumberOfMessages: 1 })).messages);
    }
    const ids = await sendMany(contract.sqs, queue.url, 8);
    const received = (await Promise.all(polls)).flat();
    expect(sortedIds(received)).toEqual(ids.toSorted());
    for (const { ReceiptHandle } of received) {
      await contract.sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }));
    }
    await contract.pass(1_000);
    expect(await receive(contract.sqs, queue.url)).toEqual([]);
  });
});

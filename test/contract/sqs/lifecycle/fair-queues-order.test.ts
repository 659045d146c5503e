import { DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { receive, sendOne } from '#test/factories/message';
import { createQueue } from '#test/factories/queue';
import { contractEndpoint } from '../../support/endpoint.ts';
import { ownEngineOnly } from '../../support/only.ts';

const contract = contractEndpoint();
const exact = ownEngineOnly('AWS calls its thresholds approximate');

describe('a fair queue with a noisy tenant', () => {
  const start = async () => {
    const queue = await createQueue(contract.sqs, { VisibilityTimeout: '600' });
    const send = (MessageGroupId?: string) =>
      sendOne(contract.sqs, queue.url, MessageGroupId === undefined ? {} : { MessageGroupId });
    for (let count = 0; count < 60; count += 1) await send('loud');
    const first = [];
    for (let count = 0; count < 4; count += 1) first.push(...(await receive(contract.sqs, queue.url)));
    return { queue, send, first };
  };
  const groupsOf = (messages: Awaited<ReturnType<typeof receive>>) =>
    messages.map(({ Attributes }) => Attributes?.MessageGroupId);

  it.runIf(exact.holds)(`gives what quiet tenants sent later first${exact.unless}`, async () => {
    const { queue, send } = await start();
    await send('quiet');
    await send();
    const next = await receive(contract.sqs, queue.url);
    expect(groupsOf(next).slice(0, 3)).toEqual(['quiet', undefined, 'loud']);
    expect(next).toHaveLength(10);
  });

  it('holds nothing back for good: every message is delivered', async () => {
    const { queue, send, first } = await start();
    await send('quiet');
    const seen = new Set(first.map(({ MessageId }) => MessageId));
    for (let count = 0; count < 5; count += 1) {
      for (const { MessageId } of await receive(contract.sqs, queue.url)) seen.add(MessageId);
    }
    expect(seen.size).toBe(61);
  });

  it.runIf(exact.holds)(`is a queue like any other once it is consumed${exact.unless}`, async () => {
    const { queue, send, first } = await start();
    first.push(...(await receive(contract.sqs, queue.url)), ...(await receive(contract.sqs, queue.url)));
    for (const { ReceiptHandle } of first) {
      await contract.sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }));
    }
    for (const group of ['loud', 'quiet', 'loud']) await send(group);
    expect(groupsOf(await receive(contract.sqs, queue.url))).toEqual(['loud', 'quiet', 'loud']);
  });
});

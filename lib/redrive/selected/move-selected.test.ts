import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { createDeadLetterPair, createFilledPair, deadLetterAll } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { attributesOfEveryType, receive, receiveOne, sendMany, sendOne } from '#test/factories/message';
import { createQueue, readDepth, type TestQueue } from '#test/factories/queue';
import { LINEAGE_ATTRIBUTE, parseLineage } from '../lineage.ts';
import type { SelectedRedriveResult } from '../types.ts';
import { moveSelected } from './move-selected.ts';

const desk = openDesk();

afterEach(() => desk.proxy.heal());

function move(source: TestQueue, messageIds: string[], target?: TestQueue): Promise<SelectedRedriveResult> {
  const to = target ? { target: target.name } : {};
  return moveSelected({ ctx: desk.ctx, input: { source: source.name, messageIds, ...to } });
}

const visible = async (queue: TestQueue) => (await readDepth(desk.sqs, queue.url)).visible;
const idle = { inFlight: 0, delayed: 0 };

describe('moveSelected', () => {
  it('moves what was selected to where it came from, and gives the rest back', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 45);
    const chosen = messageIds.filter((_, index) => index % 3 === 0);
    const result = await move(deadLetters, [...chosen, ...chosen, 'never-existed']);

    expect(result.selected).toBe(16);
    expect(result.moved.map(({ messageId }) => messageId).toSorted()).toEqual(chosen.toSorted());
    expect(result.moved.every(({ target, mayBeDoubled }) => target === source.name && !mayBeDoubled)).toBe(
      true,
    );
    expect(result.skipped.map(({ messageId }) => messageId)).toEqual(['never-existed']);
    expect(result.failed).toEqual([]);
    expect(await readDepth(desk.sqs, source.url)).toEqual({ visible: 15, ...idle });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 30, ...idle });
  });

  it('keeps body, attributes of every type, trace header and group', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    const sent = {
      MessageBody: 'ünï\r\n\t{"a":1}',
      MessageAttributes: attributesOfEveryType(),
      MessageGroupId: 'g1',
    };
    const StringValue = 'Root=1-5759e988-bd862e3fe1be46a994272793';
    const messageId = await sendOne(desk.sqs, source.url, {
      ...sent,
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue } },
    });
    await deadLetterAll(desk.sqs, source);
    const { moved } = await move(deadLetters, [messageId]);

    const received = await receiveOne(desk.sqs, source.url);
    const { [LINEAGE_ATTRIBUTE]: lineage, ...attributes } = received.MessageAttributes ?? {};
    expect(received.MessageId).toBe(moved[0]?.newMessageId);
    expect(received.Body).toBe(sent.MessageBody);
    expect(attributes).toEqual(sent.MessageAttributes);
    expect(received.Attributes).toMatchObject({ AWSTraceHeader: StringValue, MessageGroupId: 'g1' });
    expect(parseLineage(lineage?.StringValue)).toEqual({ root: messageId, generation: 1, receives: 3 });
  });

  it('leaves ten attributes as they are', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs);
    const MessageAttributes = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [
        `a${index}`,
        { DataType: 'Number.x', StringValue: `${index}` },
      ]),
    );
    const messageId = await sendOne(desk.sqs, source.url, { MessageAttributes });
    await deadLetterAll(desk.sqs, source);
    expect((await move(deadLetters, [messageId])).moved).toHaveLength(1);
    expect((await receiveOne(desk.sqs, source.url)).MessageAttributes).toEqual(MessageAttributes);
  });

  it('moves the entries that a target takes and keeps the one it refuses', async () => {
    const target = await createQueue(desk.sqs, { MaximumMessageSize: '1024' });
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs);
    const small = await sendMany(desk.sqs, source.url, 4);
    const large = await sendOne(desk.sqs, source.url, { MessageBody: 'x'.repeat(1025) });
    await deadLetterAll(desk.sqs, source);
    const result = await move(deadLetters, [large, ...small], target);

    expect(result.moved.map(({ messageId }) => messageId).toSorted()).toEqual(small.toSorted());
    expect(result.failed).toMatchObject([{ messageId: large, code: 'InvalidParameterValue' }]);
    expect(result.failed[0]?.message).toContain('shorter than 1024 bytes');
    expect(await visible(target)).toBe(4);
    expect((await receiveOne(desk.sqs, deadLetters.url)).MessageId).toBe(large);
  });

  it('loses nothing when the target does not exist, or is gone', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 12);
    const nowhere = moveSelected({
      ctx: desk.ctx,
      input: { source: deadLetters.name, messageIds, target: 'no-such-queue' },
    });
    await expect(nowhere).rejects.toMatchObject({ code: 'queue-not-found' });

    const second = await createDeadLetterPair(desk.sqs, { deadLetters });
    await desk.sqs.send(new DeleteQueueCommand({ QueueUrl: source.url }));
    const [fromSecond = ''] = await sendMany(desk.sqs, second.source.url, 1);
    await deadLetterAll(desk.sqs, second.source);
    const result = await move(deadLetters, [...messageIds, fromSecond]);

    expect(result.failed.map(({ code }) => code)).toEqual(messageIds.map(() => 'queue-not-found'));
    expect(result.moved).toMatchObject([{ messageId: fromSecond, target: second.source.name }]);
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 12, ...idle });
  });

  it('needs a target for what was sent to the dead-letter queue directly', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs);
    const messageId = await sendOne(desk.sqs, deadLetters.url);
    expect((await move(deadLetters, [messageId])).failed).toMatchObject([{ messageId, code: 'no-origin' }]);
    expect((await move(deadLetters, [messageId], source)).moved).toHaveLength(1);
    const received = await receiveOne(desk.sqs, source.url);
    const lineage = received.MessageAttributes?.[LINEAGE_ATTRIBUTE]?.StringValue;
    expect(parseLineage(lineage)).toMatchObject({ root: messageId, receives: 0 });
  });

  it('moves a message once when two calls ask for it at the same time', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 30);
    const results = await Promise.all([move(deadLetters, messageIds), move(deadLetters, messageIds)]);
    const moved = results.flatMap((result) => result.moved.map(({ messageId }) => messageId));

    expect(new Set(moved).size).toBe(moved.length);
    for (const { moved, skipped, failed } of results)
      expect([...moved, ...skipped, ...failed]).toHaveLength(30);
    expect((await visible(source)) + (await visible(deadLetters))).toBe(30);
    expect(await visible(source)).toBe(moved.length);
  });
});

describe('moveSelected, when AWS or the network fails', () => {
  it('does not delete what it could not confirm, and says that it may exist twice', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 10);
    desk.proxy.fail(({ action }) => ({ kind: action === 'SendMessageBatch' ? 'cut-after' : 'pass' }));
    const result = await move(deadLetters, messageIds);

    expect(result.moved).toEqual([]);
    expect(result.failed.map(({ code }) => code)).toEqual(messageIds.map(() => 'send-unconfirmed'));
    expect(desk.proxy.seen.filter(({ action }) => action === 'SendMessageBatch')).toHaveLength(1);
    expect(await visible(source)).toBe(10);
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 10, ...idle });
  });

  it('marks as possibly doubled what it sent but could not delete', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 5);
    desk.proxy.fail(({ action }) =>
      action === 'DeleteMessageBatch'
        ? { kind: 'answer', status: 403, code: 'AccessDenied' }
        : { kind: 'pass' },
    );
    const { moved } = await move(deadLetters, messageIds);
    expect(moved.map(({ mayBeDoubled }) => mayBeDoubled)).toEqual([true, true, true, true, true]);
    expect(await visible(source)).toBe(5);
    expect(await visible(deadLetters)).toBe(5);
  });

  it('deletes an entry at the second try', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 5);
    let deletes = 0;
    desk.proxy.fail(({ action }) =>
      action === 'DeleteMessageBatch' && deletes++ === 0 ? { kind: 'cut-before' } : { kind: 'pass' },
    );
    const { moved } = await move(deadLetters, messageIds);
    expect(moved.filter(({ mayBeDoubled }) => mayBeDoubled)).toEqual([]);
    expect(await visible(deadLetters)).toBe(0);
  });

  it('repeats a throttled send, because nothing was sent', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 5);
    let sends = 0;
    desk.proxy.fail(({ action }) =>
      action === 'SendMessageBatch' && sends++ === 0
        ? { kind: 'answer', status: 400, code: 'RequestThrottled' }
        : { kind: 'pass' },
    );
    expect((await move(deadLetters, messageIds)).moved).toHaveLength(5);
    expect(await visible(source)).toBe(5);
  });

  it('tells what was moved when receiving fails half way, and throws when nothing was', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 40);
    const denied = { kind: 'answer', status: 403, code: 'AccessDenied' } as const;
    desk.proxy.fail(({ action }) => (action === 'ReceiveMessage' ? denied : { kind: 'pass' }));
    await expect(move(deadLetters, messageIds)).rejects.toMatchObject({ code: 'access-denied' });

    let receives = 0;
    desk.proxy.fail(({ action }) =>
      action === 'ReceiveMessage' && ++receives > 1 ? denied : { kind: 'pass' },
    );
    const result = await move(deadLetters, messageIds);
    expect(result.moved).toHaveLength(10);
    expect(result.failed.map(({ code }) => code)).toEqual(Array.from({ length: 30 }, () => 'access-denied'));
    expect(await visible(source)).toBe(10);
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 30, ...idle });
  });

  it('moves a message once though it is delivered twice', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 4);
    desk.proxy.fail(({ action }) =>
      action === 'ReceiveMessage'
        ? {
            kind: 'rewrite',
            answer: ({ Messages }) => ({ Messages: ((Messages ?? []) as unknown[]).flatMap((m) => [m, m]) }),
          }
        : { kind: 'pass' },
    );
    expect((await move(deadLetters, messageIds)).moved).toHaveLength(4);
    expect(await visible(source)).toBe(4);
    expect(await visible(deadLetters)).toBe(0);
  });

  it('skips what somebody else holds', async () => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 2);
    const [held] = await receive(desk.sqs, deadLetters.url, { MaxNumberOfMessages: 1 });
    const result = await move(deadLetters, messageIds);
    expect(result.skipped).toMatchObject([{ messageId: held?.MessageId }]);
    expect(result.moved).toHaveLength(1);
  });
});

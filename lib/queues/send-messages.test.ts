import { afterEach, describe, expect, it } from 'vitest';
import { openDesk } from '#test/factories/desk';
import { receiveOne } from '#test/factories/message';
import { createQueue, readDepth, type TestQueue } from '#test/factories/queue';
import { sendMessages } from './send-messages.ts';

const desk = openDesk();

afterEach(() => desk.proxy.heal());

const send = (queue: TestQueue, request: unknown) =>
  sendMessages({ ctx: desk.ctx, input: { queue: queue.name, request } });

const sendBatches = () => desk.proxy.seen.filter(({ action }) => action === 'SendMessageBatch');

describe('sendMessages', () => {
  it('sends one with its attributes', async () => {
    const queue = await createQueue(desk.sqs);
    const result = await send(queue, {
      body: 'hello',
      groupId: 'tenant',
      attributes: {
        bytes: { DataType: 'Binary.x', BinaryValue: Buffer.from([0, 255]).toString('base64') },
        count: { DataType: 'Number', StringValue: '3' },
      },
    });
    const message = await receiveOne(desk.sqs, queue.url);
    expect(result).toEqual({ sent: [{ index: 0, messageId: message.MessageId }], failed: [] });
    expect(message.Attributes?.MessageGroupId).toBe('tenant');
    expect(message.MessageAttributes).toEqual({
      bytes: { DataType: 'Binary.x', BinaryValue: Uint8Array.of(0, 255) },
      count: { DataType: 'Number', StringValue: '3' },
    });
  });

  it('sends a thousand, each index once, and delays them', async () => {
    const queue = await createQueue(desk.sqs);
    const { sent, failed } = await send(queue, { body: 'x', count: 1000, delaySeconds: 60 });
    expect(sent.map(({ index }) => index)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(failed).toEqual([]);
    expect(await readDepth(desk.sqs, queue.url)).toMatchObject({ visible: 0, delayed: 1000 });
  });

  it('keeps a batch within 1 MiB', async () => {
    const queue = await createQueue(desk.sqs);
    const { sent } = await send(queue, { body: 'x'.repeat(400_000), count: 5 });
    expect(sent).toHaveLength(5);
    expect(sendBatches().map(({ body }) => (body['Entries'] as unknown[]).length)).toEqual([2, 2, 1]);
  });

  it('refuses an over-long message before it sends anything, with size and limit', async () => {
    const queue = await createQueue(desk.sqs, { MaximumMessageSize: '2048' });
    const refusal = send(queue, { bodies: ['fits', 'x'.repeat(2049)] });
    await expect(refusal).rejects.toMatchObject({ code: 'message-too-long', field: 'bodies.1' });
    await expect(refusal).rejects.toThrow(/2,049 bytes.*at most 2,048/);
    const attributes = { a: { DataType: 'String', StringValue: 'y' } };
    await expect(send(queue, { body: 'é'.repeat(1022), attributes })).rejects.toThrow('2,052 bytes');
    expect(await readDepth(desk.sqs, queue.url)).toMatchObject({ visible: 0 });
  });

  it('says which half was sent when a later batch is refused', async () => {
    const queue = await createQueue(desk.sqs);
    desk.proxy.fail(({ action, body }) => {
      const [first] = (body['Entries'] as { MessageBody: string }[] | undefined) ?? [];
      if (action !== 'SendMessageBatch' || first?.MessageBody !== 'm10') return { kind: 'pass' };
      return { kind: 'answer', status: 403, code: 'AccessDenied' };
    });
    const bodies = Array.from({ length: 25 }, (_, index) => `m${index}`);
    const { sent, failed } = await send(queue, { bodies });
    expect(sent.map(({ index }) => index)).toEqual([...Array(10).keys(), 20, 21, 22, 23, 24]);
    expect(failed.map(({ index }) => index)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    expect(new Set(failed.map(({ code }) => code))).toEqual(new Set(['access-denied']));
    expect(await readDepth(desk.sqs, queue.url)).toMatchObject({ visible: 15 });
  });

  it('passes on what AWS says of single entries', async () => {
    const queue = await createQueue(desk.sqs);
    desk.proxy.fail(({ action }) =>
      action === 'SendMessageBatch'
        ? {
            kind: 'rewrite',
            answer: ({ Successful }) => ({
              Successful: (Successful as { Id: string }[]).filter(({ Id }) => Id !== '1'),
              Failed: [{ Id: '1', Code: 'InternalError', Message: 'try again', SenderFault: false }],
            }),
          }
        : { kind: 'pass' },
    );
    const { sent, failed } = await send(queue, { body: 'x', count: 3 });
    expect(sent.map(({ index }) => index)).toEqual([0, 2]);
    expect(failed).toEqual([{ index: 1, code: 'InternalError', message: 'try again' }]);
  });

  it('sends once and says "unconfirmed" when the answer is lost', async () => {
    const queue = await createQueue(desk.sqs);
    desk.proxy.fail(({ action }) => ({ kind: action === 'SendMessageBatch' ? 'cut-after' : 'pass' }));
    const { sent, failed } = await send(queue, { body: 'x', count: 2 });
    expect(sent).toEqual([]);
    expect(failed.map(({ code }) => code)).toEqual(['send-unconfirmed', 'send-unconfirmed']);
    expect(await readDepth(desk.sqs, queue.url)).toMatchObject({ visible: 2 });
  });

  it('throws when nothing at all was sent', async () => {
    const queue = await createQueue(desk.sqs);
    await expect(send({ ...queue, name: 'no-such-queue' }, { body: 'x' })).rejects.toMatchObject({
      code: 'queue-not-found',
    });
    desk.proxy.fail(({ action }) =>
      action === 'SendMessageBatch'
        ? { kind: 'answer', status: 403, code: 'AccessDenied' }
        : { kind: 'pass' },
    );
    const refusal = send(queue, { body: 'x', count: 30 });
    await expect(refusal).rejects.toMatchObject({ code: 'access-denied' });
    await expect(refusal).rejects.toThrow('sqs:SendMessage');
  });
});

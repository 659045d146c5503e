import { describe, expect, it } from 'vitest';
import { LINEAGE_ATTRIBUTE } from '#lib/redrive/lineage';
import { readAll } from '#test/factories/read-all';
import { openDesk } from '#test/factories/desk';
import { createDeadLetterPair, createFilledPair, deadLetterAll } from '#test/factories/dead-letters';
import { attributesOfEveryType, receive, receiveCount, sendMany, sendOne } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { scanQueue } from './scan-queue.ts';
import type { ScanEvent, ScannedMessage } from './types.ts';

const desk = openDesk({ stateTable: true });

async function scanAll(queue: string, request: unknown = {}): Promise<ScanEvent[]> {
  return readAll(await scanQueue({ ctx: desk.ctx, input: { queue, request } }));
}

function messagesOf(events: ScanEvent[]): ScannedMessage[] {
  return events.flatMap((event) => (event.type === 'message' ? event.message : []));
}

describe('scanQueue', () => {
  it('shows every message once and gives each back, leaving the source alone', async () => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 137, { maxReceiveCount: 2 });
    const [waiting] = await sendMany(desk.sqs, source.url, 1);
    const events = await scanAll(deadLetters.name);

    expect(
      messagesOf(events)
        .map(({ messageId }) => messageId)
        .toSorted(),
    ).toEqual(messageIds.toSorted());
    expect(events.at(-1)).toEqual({
      type: 'done',
      seen: 137,
      about: 137,
      complete: true,
      limitedBy: null,
      givenBack: 137,
      returningByThemselves: 0,
      attempts: 'joined',
      attemptsReason: null,
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 137, inFlight: 0, delayed: 0 });
    const [received] = await receive(desk.sqs, source.url);
    expect(received?.MessageId).toBe(waiting);
    expect(received && receiveCount(received)).toBe(1);
  });

  it('shows what SQS knows of a message', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, {
      deadLetterAttributes: { MessageRetentionPeriod: '3600' },
    });
    const messageId = await sendOne(desk.sqs, source.url, {
      MessageBody: '{"a":1}',
      MessageAttributes: attributesOfEveryType(),
      MessageGroupId: 'tenant-7',
      MessageSystemAttributes: {
        AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5759e988-bd862e3fe1be46a994272793' },
      },
    });
    await deadLetterAll(desk.sqs, source);
    const [message] = messagesOf(await scanAll(deadLetters.name));

    expect(message).toMatchObject({
      messageId,
      body: '{"a":1}',
      receiveCount: 2,
      deadLetterSource: source.name,
      groupId: 'tenant-7',
      traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
      generation: 0,
      lineage: null,
    });
    expect(message?.attributes['bytes.custom']).toEqual({
      DataType: 'Binary.gzip',
      BinaryValue: Buffer.from([31, 139]).toString('base64'),
    });
    expect(message?.attributes['count.custom']).toEqual({ DataType: 'Number.int', StringValue: '42' });
    expect(message?.expiresAtMs).toBe((message?.sentAtMs ?? 0) + 3_600_000);
  });

  it('shows the lineage of a message that was redriven', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs);
    const lineage = { root: 'the-first-id', generation: 2, receives: 6 };
    await sendOne(desk.sqs, source.url, {
      MessageAttributes: {
        [LINEAGE_ATTRIBUTE]: { DataType: 'String', StringValue: JSON.stringify(lineage) },
      },
    });
    await deadLetterAll(desk.sqs, source);
    expect(messagesOf(await scanAll(deadLetters.name))).toMatchObject([{ generation: 2, lineage }]);
  });

  it('stops at its limit, says so, and gives back', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 40);
    const events = await scanAll(deadLetters.name, { limit: 25 });

    expect(messagesOf(events)).toHaveLength(25);
    expect(events.at(-1)).toMatchObject({
      seen: 25,
      about: 40,
      complete: false,
      limitedBy: 'limit',
      givenBack: 25,
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 40, inFlight: 0 });
  });

  it('is complete when its limit is all there is', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 20);
    const events = await scanAll(deadLetters.name, { limit: 20 });
    expect(events.at(-1)).toMatchObject({ seen: 20, about: 20, complete: true, limitedBy: null });
  });

  it('is not complete while somebody else holds messages', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 3);
    await receive(desk.sqs, deadLetters.url, { MaxNumberOfMessages: 1 });
    const events = await scanAll(deadLetters.name);
    expect(events.at(-1)).toMatchObject({ type: 'done', seen: 2, about: 3, complete: false });
  });

  it('gives back when it is aborted half way, and when the reader walks away', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 60);
    const abort = new AbortController();
    const aborted = await scanQueue({
      ctx: desk.ctx,
      input: { queue: deadLetters.name, request: {}, signal: abort.signal },
    });
    await aborted.next();
    await aborted.next();
    abort.abort();
    const rest = await readAll(aborted);
    expect(rest.at(-1)).toMatchObject({
      type: 'done',
      complete: false,
      limitedBy: 'stopped',
      returningByThemselves: 0,
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 60, inFlight: 0 });

    for await (const event of await scanQueue({
      ctx: desk.ctx,
      input: { queue: deadLetters.name, request: {} },
    })) {
      if (event.type === 'message') break;
    }
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 60, inFlight: 0 });
  });

  it('gives back what it holds when a receive fails, and counts what could not be given back', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 30);
    let receives = 0;
    let refused = 0;
    desk.proxy.fail(({ action }) => {
      if (action === 'ReceiveMessage' && ++receives > 2) {
        return { kind: 'answer', status: 403, code: 'AccessDenied' };
      }
      if (action === 'ChangeMessageVisibilityBatch' && refused++ === 0) {
        return {
          kind: 'rewrite',
          answer: ({ Successful }) => ({ Successful: (Successful as unknown[]).slice(1), Failed: [] }),
        };
      }
      return { kind: 'pass' };
    });
    const events = await scanAll(deadLetters.name);
    desk.proxy.heal();

    const error = events.find((event) => event.type === 'error');
    expect(error).toMatchObject({ code: 'access-denied' });
    expect(error?.type === 'error' && error.message).toContain('sqs:ReceiveMessage');
    expect(events.at(-1)).toMatchObject({
      type: 'done',
      seen: 20,
      complete: false,
      limitedBy: null,
      givenBack: 19,
      returningByThemselves: 1,
    });
  });

  it('ends where SQS lets no more messages be in flight', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 40);
    let receives = 0;
    desk.proxy.fail(({ action }) =>
      action === 'ReceiveMessage' && ++receives > 2
        ? { kind: 'answer', status: 403, code: 'OverLimit' }
        : { kind: 'pass' },
    );
    const events = await scanAll(deadLetters.name);
    desk.proxy.heal();
    expect(events.map(({ type }) => type)).not.toContain('error');
    expect(events.at(-1)).toMatchObject({ seen: 20, complete: false, limitedBy: 'in-flight', givenBack: 20 });
  });

  it('waits for a throttled receive', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 15);
    let receives = 0;
    desk.proxy.fail(({ action }) =>
      action === 'ReceiveMessage' && ++receives <= 2
        ? { kind: 'answer', status: 400, code: 'RequestThrottled' }
        : { kind: 'pass' },
    );
    const events = await scanAll(deadLetters.name);
    desk.proxy.heal();
    expect(events.at(-1)).toMatchObject({ seen: 15, complete: true, givenBack: 15 });
  });

  it('ends when it takes too long', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 40);
    let leapMs = 0;
    const { clock } = desk.ctx;
    const ctx = { ...desk.ctx, clock: { ...clock, nowMs: () => clock.nowMs() + leapMs } };
    const events: ScanEvent[] = [];
    const input = { queue: deadLetters.name, request: {}, receivers: 1 };
    for await (const event of await scanQueue({ ctx, input })) {
      events.push(event);
      if (event.type === 'message') leapMs = 3_600_000;
    }
    const done = events.at(-1);
    expect(done).toMatchObject({ type: 'done', complete: false, limitedBy: 'time' });
    // By that clock, what was held has returned by itself.
    expect(done?.type === 'done' && done.givenBack + done.returningByThemselves).toBe(
      messagesOf(events).length,
    );
  });

  it('tells how far giving back has come', async () => {
    const { deadLetters } = await createFilledPair(desk.sqs, 120);
    const progress = (await scanAll(deadLetters.name)).flatMap((event) =>
      event.type === 'progress' && event.givenBack !== undefined ? event.givenBack : [],
    );
    expect(progress.length).toBeGreaterThan(0);
    expect(progress.toSorted((a, b) => a - b)).toEqual(progress);
  });

  it('reads a FIFO queue with one receiver, and lets its groups go again', async () => {
    const fifo = { FifoQueue: 'true', ContentBasedDeduplication: 'true' };
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs, {
      sourceAttributes: fifo,
      deadLetterAttributes: fifo,
    });
    for (const group of ['a', 'b', 'a']) {
      await sendOne(desk.sqs, source.url, { MessageGroupId: group });
    }
    await deadLetterAll(desk.sqs, source);
    desk.proxy.heal();
    const events = await scanAll(deadLetters.name);
    expect(messagesOf(events).map(({ groupId }) => groupId)).toEqual(['a', 'a', 'b']);
    expect(events.at(-1)).toMatchObject({ seen: 3, complete: true, givenBack: 3 });
    const receives = desk.proxy.seen.filter(({ action }) => action === 'ReceiveMessage');
    expect(receives).toHaveLength(3);
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 3, inFlight: 0 });
  });

  it('reads a source once it is confirmed', async () => {
    const { source } = await createDeadLetterPair(desk.sqs, { maxReceiveCount: 3 });
    await sendMany(desk.sqs, source.url, 2);
    const events = await scanAll(source.name, { confirm: true });
    expect(events.at(-1)).toMatchObject({ seen: 2, givenBack: 2 });
    const [received] = await receive(desk.sqs, source.url);
    expect(received && receiveCount(received)).toBe(2);
  });

  it('refuses before it receives anything', async () => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs);
    desk.proxy.heal();
    await expect(scanAll(source.name)).rejects.toMatchObject({ code: 'receive-would-count' });
    await expect(scanAll('no-such-queue')).rejects.toMatchObject({ code: 'queue-not-found' });
    await expect(scanAll(deadLetters.name, { limit: 1_000_001 })).rejects.toMatchObject({
      code: 'invalid-input',
      field: 'limit',
    });
    expect(desk.proxy.seen.map(({ action }) => action)).not.toContain('ReceiveMessage');
  });
});

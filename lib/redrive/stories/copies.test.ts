import { describe, expect, it, vi } from 'vitest';
import { createDeadLetterPair, createFilledPair, deadLetterAll } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { attributesOfEveryType, sendMany, sendOne } from '#test/factories/message';
import { createFifoQueue, createQueue, readDepth } from '#test/factories/queue';
import { redrive } from '#test/factories/redrives/run';
import { bodiesOf, codesOf, drain } from '#test/factories/redrives/world';
import { LINEAGE_ATTRIBUTE, parseLineage } from '../lineage.ts';
import type { RedriveRequest } from '../types.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';

/** A dead letter that was sent with these parts, and its queues. */
async function deadLetter(message: Parameters<typeof sendOne>[2] = {}) {
  const pair = await createDeadLetterPair(desk.sqs);
  const messageId = await sendOne(desk.sqs, pair.source.url, message);
  await deadLetterAll(desk.sqs, pair.source);
  return { ...pair, messageId };
}

function move(
  { deadLetters, messageId }: Awaited<ReturnType<typeof deadLetter>>,
  request: RedriveRequest = {},
) {
  const selection = { messageIds: [messageId] };
  return redrive(desk.ctx, { source: deadLetters.name, selection, ...request });
}

function lineage(message: {
  MessageAttributes?: Record<string, { StringValue?: string | undefined }> | undefined;
}) {
  return parseLineage(message.MessageAttributes?.[LINEAGE_ATTRIBUTE]?.StringValue);
}

function attribute(StringValue: string) {
  return { DataType: 'String', StringValue };
}

/** Of a message that was redriven so often. */
function generation(count: number) {
  return {
    [LINEAGE_ATTRIBUTE]: attribute(JSON.stringify({ root: 'the-first', generation: count, receives: count })),
  };
}

describe.concurrent('a copy', () => {
  it('has every byte of the body, all attributes with their types, and the trace header', async ({
    expect,
  }) => {
    const body = ' {"a": 1.0,\t"é😀": "\\u0000"}\r\n ';
    const attributes = attributesOfEveryType();
    const letter = await deadLetter({
      MessageBody: body,
      MessageAttributes: attributes,
      MessageSystemAttributes: { AWSTraceHeader: attribute(TRACE) },
    });
    const job = await move(letter);
    const [copy] = await drain(desk.sqs, letter.source);
    expect(copy?.Body).toBe(body);
    const { [LINEAGE_ATTRIBUTE]: _, ...kept } = copy?.MessageAttributes ?? {};
    expect(kept).toEqual(attributes);
    expect(copy?.Attributes).toMatchObject({ AWSTraceHeader: TRACE });
    expect(lineage(copy ?? {})).toEqual({ root: letter.messageId, generation: 1, receives: 1, job: job.id });
  });

  it('is the same without lineage, where that is switched off or has no room', async ({ expect }) => {
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`a${index}`, attribute('x')]));
    const [off, full] = await Promise.all([deadLetter(), deadLetter({ MessageAttributes: ten })]);
    await Promise.all([move(off, { lineage: false }), move(full)]);
    expect((await drain(desk.sqs, off.source))[0]?.MessageAttributes).toBeUndefined();
    expect((await drain(desk.sqs, full.source))[0]?.MessageAttributes).toEqual(ten);
  });

  it('has no lineage where the queue takes no longer message', async ({ expect }) => {
    const target = await createQueue(desk.sqs, { MaximumMessageSize: '1024' });
    const letter = await deadLetter({ MessageBody: 'x'.repeat(1000) });
    await move(letter, { target: target.name });
    expect(await drain(desk.sqs, target)).toMatchObject([{ Body: 'x'.repeat(1000) }]);
  });

  it('that went elsewhere knows its origin, also when it dies there and is sent home', async ({ expect }) => {
    const letter = await deadLetter({ MessageBody: 'traveller' });
    const parked = await createDeadLetterPair(desk.sqs);
    await move(letter, { target: parked.deadLetters.name });
    expect(await readDepth(desk.sqs, letter.source.url)).toMatchObject({ visible: 0 });
    const job = await redrive(desk.ctx, { source: parked.deadLetters.name, selection: { all: true } });
    expect(job.totals).toMatchObject({ moved: 1, failed: 0 });
    const [home] = await drain(desk.sqs, letter.source);
    expect(home?.Body).toBe('traveller');
    expect(lineage(home ?? {})).toMatchObject({ root: letter.messageId, generation: 2 });
    expect(lineage(home ?? {})).not.toHaveProperty('origin');
  });

  it('is changed by patch and attributes, or has a new body', async ({ expect }) => {
    const body = '{"id":12345678901234567890,"card":{"cvc":"1","no":"4711"}}';
    const [patched, replaced] = await Promise.all([
      deadLetter({ MessageBody: body, MessageAttributes: { gone: attribute('x'), kept: attribute('y') } }),
      deadLetter({ MessageBody: 'not JSON' }),
    ]);
    const edit = {
      bodyPatch: { card: { cvc: null }, fixed: true },
      setAttributes: { bytes: { DataType: 'Binary.raw', BinaryValue: 'AAH+/w==' } },
      removeAttributes: ['gone'],
    };
    await Promise.all([
      move(patched, { edit, lineage: false }),
      move(replaced, { edit: { body: 'new ünïcödé' } }),
    ]);
    expect(await drain(desk.sqs, patched.source)).toMatchObject([
      { Body: '{"id":12345678901234567890,"card":{"no":"4711"},"fixed":true}' },
    ]);
    expect(await drain(desk.sqs, replaced.source)).toMatchObject([{ Body: 'new ünïcödé' }]);
  });

  it('goes to each message its own origin', async ({ expect }) => {
    const first = await createFilledPair(desk.sqs, 12);
    const second = await createDeadLetterPair(desk.sqs, { deadLetters: first.deadLetters });
    await sendMany(desk.sqs, second.source.url, 7);
    await deadLetterAll(desk.sqs, second.source);
    const job = await redrive(desk.ctx, { source: first.deadLetters.name, selection: { all: true } });
    expect(job.totals).toMatchObject({ moved: 19, failed: 0, left: 0 });
    expect(await readDepth(desk.sqs, first.source.url)).toMatchObject({ visible: 12 });
    expect(await readDepth(desk.sqs, second.source.url)).toMatchObject({ visible: 7 });
  });
});

describe.concurrent('a message that cannot be copied stays, and the job says why', () => {
  const tooMany = {
    setAttributes: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`b${i}`, attribute('x')])),
  };

  it.each<[string, Parameters<typeof deadLetter>[0], RedriveRequest, string, object?]>([
    ['too large', { MessageBody: 'x'.repeat(1025) }, {}, 'too-large', { MaximumMessageSize: '1024' }],
    [
      'too many attributes',
      { MessageAttributes: { a: attribute('x') } },
      { edit: tooMany },
      'too-many-attributes',
      {},
    ],
    ['no JSON', { MessageBody: 'text' }, { edit: { bodyPatch: { a: 1 } } }, 'not-json', {}],
    ['no group', {}, {}, 'no-group', { FifoQueue: 'true' }],
  ])('%s', async (_, message, request, code, attributes) => {
    const target = await createQueue(desk.sqs, attributes ?? {});
    const letter = await deadLetter(message);
    const job = await move(letter, { target: target.name, ...request });
    expect(job).toMatchObject({ status: 'completed', totals: { selected: 1, moved: 0, failed: 1, left: 0 } });
    expect(await codesOf(desk.ctx, job.id, 'failed')).toEqual([[letter.messageId, code]]);
    expect(await readDepth(desk.sqs, letter.deadLetters.url)).toEqual({
      visible: 1,
      inFlight: 0,
      delayed: 0,
    });
    expect(await readDepth(desk.sqs, target.url)).toMatchObject({ visible: 0 });
  });

  it('no origin, or one that is gone', async ({ expect }) => {
    const { deadLetters } = await createDeadLetterPair(desk.sqs);
    const direct = await sendOne(desk.sqs, deadLetters.url);
    const orphan = await sendOne(desk.sqs, deadLetters.url, {
      MessageAttributes: {
        [LINEAGE_ATTRIBUTE]: attribute('{"root":"r","generation":1,"receives":1,"origin":"deleted-queue"}'),
      },
    });
    const job = await redrive(desk.ctx, {
      source: deadLetters.name,
      selection: { messageIds: [direct, orphan] },
    });
    expect(job.totals).toMatchObject({ moved: 0, failed: 2 });
    expect(new Map((await codesOf(desk.ctx, job.id, 'failed')) as [string, string][])).toEqual(
      new Map([
        [direct, 'no-origin'],
        [orphan, 'queue-not-found'],
      ]),
    );
  });

  it('redriven five times before, unless that is allowed', async ({ expect }) => {
    const letters = await Promise.all(
      [4, 5].map((count) => deadLetter({ MessageAttributes: generation(count) })),
    );
    const [fourth, fifth] = letters as [(typeof letters)[0], (typeof letters)[0]];
    const [moved, refused] = await Promise.all([move(fourth), move(fifth)]);
    expect(moved.totals).toMatchObject({ moved: 1, skipped: 0 });
    expect(refused.totals).toEqual({ selected: 1, moved: 0, skipped: 1, failed: 0, left: 0 });
    expect(await codesOf(desk.ctx, refused.id, 'skipped')).toEqual([[fifth.messageId, 'too-many-redrives']]);
    expect((await move(fifth, { allowManyGenerations: true })).totals).toMatchObject({
      moved: 1,
      skipped: 0,
    });
    expect(lineage((await drain(desk.sqs, fifth.source))[0] ?? {})).toMatchObject({
      root: 'the-first',
      generation: 6,
    });
  });
});

describe('to a FIFO queue', () => {
  it('a group goes in its order, with its ids for deduplication', async () => {
    const deadLetters = await createFifoQueue(desk.sqs, {}, 'dlq');
    await createDeadLetterPair(desk.sqs, { deadLetters, sourceAttributes: { FifoQueue: 'true' } });
    const target = await createFifoQueue(desk.sqs);
    const ids: string[] = [];
    for (let index = 0; index < 24; index += 1) {
      const group = { MessageGroupId: `g${index % 2}`, MessageBody: `${index}` };
      ids.push(await sendOne(desk.sqs, deadLetters.url, group));
    }
    const job = await redrive(desk.ctx, {
      source: deadLetters.name,
      selection: { all: true },
      target: target.name,
    });
    expect(job.totals).toEqual({ selected: 24, moved: 24, skipped: 0, failed: 0, left: 0 });
    const copies = await drain(desk.sqs, target);
    for (const group of ['g0', 'g1']) {
      const bodies = copies
        .filter(({ Attributes }) => Attributes?.MessageGroupId === group)
        .map(({ Body }) => Number(Body));
      expect(bodies).toEqual(bodies.toSorted((a, b) => a - b));
      expect(bodies).toHaveLength(12);
    }
    const deduplication = copies.map(({ Attributes }) => Attributes?.MessageDeduplicationId);
    expect(new Set(deduplication)).toEqual(new Set(ids));
  });

  it('what is before a message that fails goes, and what is behind it stays', async () => {
    const deadLetters = await createFifoQueue(desk.sqs, {}, 'dlq');
    await createDeadLetterPair(desk.sqs, { deadLetters, sourceAttributes: { FifoQueue: 'true' } });
    const target = await createFifoQueue(desk.sqs, { MaximumMessageSize: '1024' });
    const send = (group: string, body: string) =>
      sendOne(desk.sqs, deadLetters.url, { MessageGroupId: group, MessageBody: body });
    const [, , large, behind] = [
      await send('a', 'first'),
      await send('a', 'second'),
      await send('a', 'x'.repeat(1100)),
      await send('a', 'behind'),
      await send('b', 'other group'),
    ];
    const job = await redrive(desk.ctx, {
      source: deadLetters.name,
      selection: { all: true },
      target: target.name,
    });
    expect(bodiesOf(await drain(desk.sqs, target))).toEqual(['first', 'other group', 'second']);
    expect(await codesOf(desk.ctx, job.id, 'failed')).toEqual([
      [large, 'too-large'],
      [behind, 'behind-failed'],
    ]);
    expect(job.totals).toEqual({ selected: 5, moved: 3, skipped: 0, failed: 2, left: 0 });
  });

  it('says that more lies behind a failed message than SQS shows', async () => {
    const deadLetters = await createFifoQueue(desk.sqs, {}, 'dlq');
    await createDeadLetterPair(desk.sqs, { deadLetters, sourceAttributes: { FifoQueue: 'true' } });
    const target = await createFifoQueue(desk.sqs, { MaximumMessageSize: '1024' });
    await sendOne(desk.sqs, deadLetters.url, { MessageGroupId: 'a', MessageBody: 'x'.repeat(1100) });
    for (let index = 0; index < 14; index += 1) {
      await sendOne(desk.sqs, deadLetters.url, { MessageGroupId: 'a', MessageBody: `${index}` });
    }
    const job = await redrive(desk.ctx, {
      source: deadLetters.name,
      selection: { all: true },
      target: target.name,
    });
    expect(job.totals).toEqual({ selected: 15, moved: 0, skipped: 0, failed: 10, left: 5 });
    expect(job.statusReason).toContain('5 messages');
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 15, inFlight: 0, delayed: 0 });
  });
});

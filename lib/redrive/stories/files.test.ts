import { describe, expect, it, vi } from 'vitest';
import { createDeadLetterPair, createFilledPair, deadLetterAll } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { attributesOfEveryType, sendOne } from '#test/factories/message';
import { createFifoQueue, createQueue, readDepth } from '#test/factories/queue';
import { readAll } from '#test/factories/read-all';
import { createRedrive, idleContext, QUICK, redrive } from '#test/factories/redrives/run';
import { bodiesOf, codesOf, drain, leaveInLedger, listAll } from '#test/factories/redrives/world';
import { appendToFile } from '../files/append-to-file.ts';
import { findFile } from '../files/find-file.ts';
import { readFileLines } from '../files/read-file.ts';
import { storeFile } from '../files/store-file.ts';
import { showJob } from '../jobs/show-job.ts';
import { LINEAGE_ATTRIBUTE } from '../lineage.ts';
import { runJob } from '../mover/run-job.ts';
import { startDelete, startRedrive } from '../start-redrive.ts';
import type { RedriveJob, RedriveRequest, Selection } from '../types.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

async function remove(queue: string, selection: Selection): Promise<RedriveJob> {
  const request = { selection, reason: 'they are of no use' };
  const { id } = await startDelete({ ctx: idleContext(desk.ctx), input: { queue, request, by: 'test' } });
  await runJob({ ctx: desk.ctx, input: { jobId: id, options: QUICK } });
  return showJob({ ctx: desk.ctx, input: { id } });
}

async function* inChunks(text: string, size = 7): AsyncGenerator<string, void> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}

const store = (text: string, size?: number) =>
  storeFile({ ctx: desk.ctx, input: { text: inChunks(text, size) } });

const line = (fields: object) => `${JSON.stringify(fields)}\n`;

async function planOf(request: RedriveRequest) {
  const result = await startRedrive({
    ctx: desk.freshContext(),
    input: { request: { ...request, dryRun: true }, by: 'test' },
  });
  if (result.kind !== 'plan') throw new TypeError('expected a plan');
  return result.plan;
}

describe.concurrent('a deletion', () => {
  it('keeps a snapshot of each message first, and a restore brings back the same messages', async ({
    expect,
  }) => {
    const { source, deadLetters } = await createDeadLetterPair(desk.sqs);
    const attributes = attributesOfEveryType();
    const body = '{"a": 1.0, "é": "\\ud83d"}';
    await sendOne(desk.sqs, source.url, { MessageBody: body, MessageAttributes: attributes });
    for (const one of ['two', 'three']) await sendOne(desk.sqs, source.url, { MessageBody: one });
    await deadLetterAll(desk.sqs, source);
    const deleted = await remove(deadLetters.name, { all: true });
    expect(deleted).toMatchObject({
      action: 'delete',
      status: 'completed',
      file: deleted.id,
      totals: { selected: 3, moved: 3, skipped: 0, failed: 0, left: 0 },
      mayBeDoubled: 0,
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 0 });
    expect((await listAll(desk.ctx, deleted.id, 'moved'))[0]).toMatchObject({
      newMessageId: null,
      outcome: null,
    });
    expect(await findFile(desk.ctx, deleted.id)).toMatchObject({ messages: 3, source: deadLetters.name });

    const restored = await redrive(desk.ctx, { file: deleted.id, lineage: false });
    expect(restored).toMatchObject({
      action: 'restore',
      source: null,
      totals: { selected: 3, moved: 3, left: 0 },
    });
    const copies = await drain(desk.sqs, source);
    expect(bodiesOf(copies)).toEqual([body, 'two', 'three'].toSorted());
    expect(copies.find(({ Body }) => Body === body)?.MessageAttributes).toEqual(attributes);
  });

  it('of ids deletes those alone', async ({ expect }) => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 8);
    const deleted = await remove(deadLetters.name, { messageIds: messageIds.slice(0, 3) });
    expect(deleted.totals).toEqual({ selected: 3, moved: 3, skipped: 0, failed: 0, left: 0 });
    const lines = await readAll(readFileLines(desk.ctx, { id: deleted.id, linesId: deleted.id }));
    const kept = lines.map((text) => (JSON.parse(text) as { messageId: string }).messageId);
    expect(kept.toSorted()).toEqual(messageIds.slice(0, 3).toSorted());
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 5, inFlight: 0 });
  });

  it('that died after the snapshot deletes the original, and keeps it once', async ({ expect }) => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 2);
    const request = { selection: { all: true }, reason: 'test' };
    const input = { queue: deadLetters.name, request, by: 'test' };
    const { id } = await startDelete({ ctx: idleContext(desk.ctx), input });
    await leaveInLedger(desk.ctx, id, 'intent', messageIds);
    await runJob({ ctx: desk.ctx, input: { jobId: id, options: QUICK } });
    expect(await showJob({ ctx: desk.ctx, input: { id } })).toMatchObject({
      status: 'completed',
      totals: { selected: 2, moved: 2, left: 0 },
      mayBeDoubled: 0,
    });
    expect(await readAll(readFileLines(desk.ctx, { id, linesId: id }))).toHaveLength(2);
  });

  it('that was cut off restores what it took, and not what is still in its queue', async ({ expect }) => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 4);
    const [taken = '', left = ''] = messageIds;
    const { id } = await remove(deadLetters.name, { messageIds: [taken] });
    // Written and not taken, as by a mover that dies between the two.
    await appendToFile(desk.ctx, id, [JSON.stringify({ redrive: 1, messageId: left, body: 'left' })]);
    const restored = await redrive(desk.ctx, { file: id, target: deadLetters.name });
    expect(restored.totals).toMatchObject({ moved: 1, failed: 0 });
    expect((await listAll(desk.ctx, restored.id, 'moved')).map(({ messageId }) => messageId)).toEqual([
      taken,
    ]);
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 4 });
  });

  it('into a FIFO queue and back is not swallowed as a repetition', async ({ expect }) => {
    const deadLetters = await createFifoQueue(desk.sqs, {}, 'dlq');
    const { source } = await createDeadLetterPair(desk.sqs, {
      deadLetters,
      sourceAttributes: { FifoQueue: 'true' },
    });
    for (let index = 0; index < 30; index += 1) {
      const parts = {
        MessageGroupId: `g${index % 2}`,
        MessageDeduplicationId: `d${index}`,
        MessageBody: `${index}`,
      };
      await sendOne(desk.sqs, source.url, parts);
    }
    await deadLetterAll(desk.sqs, source);
    const deleted = await remove(deadLetters.name, { all: true });
    expect(deleted.totals).toMatchObject({ moved: 30, left: 0 });
    const restored = await redrive(desk.ctx, { file: deleted.id, target: deadLetters.name });
    expect(restored.totals).toMatchObject({ moved: 30, failed: 0 });
    const bodies = (await drain(desk.sqs, deadLetters)).map(({ Body }) => Number(Body));
    expect(bodies).toHaveLength(30);
    for (const group of [0, 1]) {
      const ofGroup = bodies.filter((body) => body % 2 === group);
      expect(ofGroup).toEqual(ofGroup.toSorted((a, b) => a - b));
    }
  });
});

describe.concurrent('a restore', () => {
  it('of a file by hand needs bodies alone, and a target', async ({ expect }) => {
    const target = await createQueue(desk.sqs);
    const { id, messages, source } = await store(
      '\uFEFF{"body":"one"}\r\n\n{"body":"two","messageId":"not an id: é"}\n{"body":"three"}',
    );
    expect([messages, source]).toEqual([3, null]);
    const astray = await redrive(desk.ctx, { file: id });
    expect(astray.totals).toEqual({ selected: 3, moved: 0, skipped: 0, failed: 3, left: 0 });
    expect(new Set((await codesOf(desk.ctx, astray.id, 'failed')).map(([, code]) => code))).toEqual(
      new Set(['no-origin']),
    );
    const job = await redrive(desk.ctx, { file: id, target: target.name });
    expect(job.totals).toEqual({ selected: 3, moved: 3, skipped: 0, failed: 0, left: 0 });
    expect(bodiesOf(await drain(desk.sqs, target))).toEqual(['one', 'three', 'two']);
  });

  it('of some messages brings back those, and keeps their generation', async ({ expect }) => {
    const target = await createQueue(desk.sqs);
    const StringValue = '{"root":"r","generation":3,"receives":9}';
    const attributes = { [LINEAGE_ATTRIBUTE]: { DataType: 'String', StringValue } };
    const text = [0, 1, 2]
      .map((index) => line({ messageId: `m${index}`, body: `b${index}`, attributes }))
      .join('');
    const { id } = await store(text);
    const request = { file: id, target: target.name, selection: { messageIds: ['m2', 'm9'] } };
    const job = await redrive(desk.ctx, request);
    expect(job.totals).toEqual({ selected: 2, moved: 1, skipped: 1, failed: 0, left: 0 });
    const [copy] = await drain(desk.sqs, target);
    expect(copy?.Body).toBe('b2');
    expect(JSON.parse(copy?.MessageAttributes?.[LINEAGE_ATTRIBUTE]?.StringValue ?? '')).toMatchObject({
      root: 'r',
      generation: 3,
    });
  });

  it('that died goes on behind what it has sent', async ({ expect }) => {
    const target = await createQueue(desk.sqs);
    const { id: file } = await store(
      [1, 2, 3, 4].map((index) => line({ messageId: `m${index}`, body: `b${index}` })).join(''),
    );
    const { id } = await createRedrive(desk.ctx, { file, target: target.name });
    const atMs = desk.ctx.clock.nowMs();
    await leaveInLedger(desk.ctx, id, 'intent', ['m1', 'm2']);
    await leaveInLedger(desk.ctx, id, 'sent', [
      { messageId: 'm1', newMessageId: 'n1', target: target.name, atMs },
    ]);
    await runJob({ ctx: desk.ctx, input: { jobId: id, options: QUICK } });
    expect(await showJob({ ctx: desk.ctx, input: { id } })).toMatchObject({
      status: 'completed',
      totals: { selected: 4, moved: 3, skipped: 0, failed: 1, left: 0 },
      mayBeDoubled: 1,
    });
    expect(await codesOf(desk.ctx, id, 'doubtful')).toEqual([['m2', 'send-unconfirmed']]);
    expect(bodiesOf(await drain(desk.sqs, target))).toEqual(['b3', 'b4']);
  });

  it('of one file twice is the same job without a key, and is said before another one', async ({
    expect,
  }) => {
    const target = await createQueue(desk.sqs);
    const { id: file } = await store(line({ messageId: `only of ${target.name}`, body: 'b' }));
    const request = { file, target: target.name };
    expect((await planOf(request)).notes.map(({ code }) => code)).not.toContain('restored-before');
    const first = await redrive(desk.ctx, request);
    expect((await createRedrive(desk.ctx, request)).id).toBe(first.id);
    expect((await planOf(request)).notes).toContainEqual({
      severity: 'warning',
      code: 'restored-before',
      message: expect.stringContaining('1 messages were sent'),
    });
    const second = await redrive(desk.ctx, { ...request, idempotencyKey: `again ${file}` });
    expect(second.totals).toMatchObject({ moved: 1 });
    expect(await drain(desk.sqs, target)).toHaveLength(2);
  });

  it('of a file that is not there is refused', async ({ expect }) => {
    await expect(createRedrive(desk.ctx, { file: 'f000000000000000000000000' })).rejects.toMatchObject({
      code: 'file-not-found',
    });
    await expect(createRedrive(desk.ctx, { file: 'j000000000000000000000000' })).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });
});

describe.concurrent('a stored file', () => {
  it('is read as it was written, whatever its pieces', async ({ expect }) => {
    const texts = Array.from({ length: 1203 }, (_, index) =>
      line({ body: `😀${index} ${'é'.repeat(index % 90)}` }),
    );
    const { id, messages, sizeBytes } = await store(texts.join(''), 1000);
    expect([messages, sizeBytes]).toEqual([1203, Buffer.byteLength(texts.join(''))]);
    const file = await findFile(desk.ctx, id);
    const lines = file ? await readAll(readFileLines(desk.ctx, file)) : [];
    expect(lines.map((text) => `${text}\n`).toSorted()).toEqual(texts.toSorted());
  });

  it('of the same content is the same file', async ({ expect }) => {
    const first = await store(line({ body: 'same' }), 3);
    expect(await store(line({ body: 'same' }), 99)).toMatchObject({ id: first.id, messages: 1 });
    expect((await store(line({ body: 'other' }))).id).not.toBe(first.id);
  });

  it('knows the queue its messages are from, if it is one', async ({ expect }) => {
    expect(await store(line({ body: 'x', queue: 'dlq' }) + line({ body: 'y', queue: 'dlq' }))).toMatchObject({
      source: 'dlq',
    });
    expect(
      await store(line({ body: 'x', queue: 'dlq' }) + line({ body: 'y', queue: 'other' })),
    ).toMatchObject({ source: null });
  });

  it.each([
    ['', 'no message'],
    ['\n\n', 'no message'],
    ['{"body":"x"}\nnonsense', 'Line 2'],
    ['{"body":7}', 'Line 1'],
    ['x'.repeat(9 * 1024 * 1024), 'longer than any message'],
  ])('is refused when it is none: %#', async (text, reason) => {
    await expect(store(text, 1_000_000)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(reason),
    });
  });
});

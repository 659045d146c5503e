import { describe, it, vi } from 'vitest';
import type { Context } from '#lib/context';
import { createDeadLetterPair, createFilledPair, deadLetterAll } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { receive, sendOne } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { createRedrive, idleContext, QUICK, redrive } from '#test/factories/redrives/run';
import { record } from '#test/factories/redrives/consumers';
import { bodiesOf, codesOf, drain, leaveInLedger } from '#test/factories/redrives/world';
import { controlJob } from '../jobs/control-job.ts';
import { showJob } from '../jobs/show-job.ts';
import { runJob } from '../mover/run-job.ts';
import { startDelete } from '../start-redrive.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

const run = (jobId: string, ctx: Context = desk.ctx) => runJob({ ctx, input: { jobId, options: QUICK } });
const show = (id: string) => showJob({ ctx: desk.freshContext(), input: { id } });

async function cancel(id: string): Promise<void> {
  await controlJob({ ctx: idleContext(desk.ctx), input: { id, control: 'cancel' } });
  await run(id);
}

/** A job whose mover has died at its first message. */
async function died(count: number, at: 'intent' | 'sent' | 'done', queue: 'standard' | 'fifo' = 'standard') {
  const attributes = queue === 'fifo' ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {};
  const pair = await createDeadLetterPair(desk.sqs, {
    sourceAttributes: attributes,
    deadLetterAttributes: attributes,
  });
  const { source, deadLetters } = pair;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const group = queue === 'fifo' ? { MessageGroupId: `g${index % 2}` } : {};
    ids.push(await sendOne(desk.sqs, source.url, { MessageBody: `message ${index}`, ...group }));
  }
  await deadLetterAll(desk.sqs, source);
  const { id } = await createRedrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
  const [first = ''] = ids;
  const copy = (body = 'message 0') =>
    sendOne(desk.sqs, source.url, {
      MessageBody: body,
      ...(queue === 'fifo' && { MessageGroupId: 'g0', MessageDeduplicationId: first }),
    });
  await leaveInLedger(desk.ctx, id, 'intent', [first]);
  if (at !== 'intent') {
    const atMs = desk.ctx.clock.nowMs();
    const sent = [{ messageId: first, newMessageId: await copy(), target: source.name, atMs }];
    await leaveInLedger(desk.ctx, id, 'sent', sent);
  }
  if (at === 'done') await leaveInLedger(desk.ctx, id, 'done', [first]);
  return { id, first, ids, copy, ...pair };
}

const expected = (count: number) =>
  Array.from({ length: count }, (_, index) => `message ${index}`).toSorted();

describe.concurrent('a mover that died', () => {
  it('after the intent: whether it was sent is not known, so it is not sent again, and listed', async ({
    expect,
  }) => {
    const { id, first, source, deadLetters } = await died(4, 'intent');
    await run(id);
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { selected: 4, moved: 3, skipped: 0, failed: 1, left: 0 },
      mayBeDoubled: 1,
    });
    expect(await codesOf(desk.ctx, id, 'failed')).toEqual([[first, 'send-unconfirmed']]);
    expect(await codesOf(desk.ctx, id, 'doubtful')).toEqual([[first, 'send-unconfirmed']]);
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(expected(4).slice(1));
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 1, inFlight: 0, delayed: 0 });
  });

  it('after the intent, and nobody has seen the message since: it was probably moved', async ({ expect }) => {
    const { id, first, deadLetters } = await died(1, 'intent');
    await drain(desk.sqs, deadLetters);
    await run(id);
    expect((await show(id)).totals).toEqual({ selected: 1, moved: 0, skipped: 0, failed: 1, left: 0 });
    expect(await codesOf(desk.ctx, id, 'failed')).toEqual([[first, 'send-unconfirmed']]);
  });

  it('after the intent: a consumer that has recorded the copy proves that it was sent', async ({
    expect,
  }) => {
    const { id, first, source, deadLetters } = await died(2, 'intent');
    await record(desk.ctx, [{ messageId: 'its copy', rootId: first, generation: 1, outcome: 'succeeded' }]);
    await run(id);
    expect(await show(id)).toMatchObject({ totals: { moved: 2, failed: 0 }, mayBeDoubled: 0 });
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(['message 1']);
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  it('after the send was confirmed: only what is left of it is deleted', async ({ expect }) => {
    const { id, source, deadLetters } = await died(4, 'sent');
    await run(id);
    expect(await show(id)).toMatchObject({ totals: { selected: 4, moved: 4, left: 0 }, mayBeDoubled: 0 });
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(expected(4));
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('after all of it: SQS may deliver the deleted message once more', async ({ expect }) => {
    const { id, source, deadLetters } = await died(4, 'done');
    await run(id);
    expect(await show(id)).toMatchObject({ totals: { selected: 4, moved: 4, left: 0 }, mayBeDoubled: 0 });
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(expected(4));
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0 });
  });

  it('holding messages: they are waited for', async ({ expect }) => {
    const { id, source, deadLetters } = await died(3, 'done');
    expect(
      await runJob({
        ctx: desk.ctx,
        input: { jobId: id, options: { ...QUICK, untilMs: 0, saveEveryMs: 0 } },
      }),
    ).toMatchObject({
      again: true,
    });
    await receive(desk.sqs, deadLetters.url, { VisibilityTimeout: 2 });
    await run(id);
    expect(await show(id)).toMatchObject({ status: 'completed', totals: { selected: 3, moved: 3, left: 0 } });
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(expected(3));
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0 });
  });
});

describe.concurrent('a mover that died on a FIFO queue', () => {
  it('after the intent: what was sent is sent again and recognised, and the order is kept', async ({
    expect,
  }) => {
    const { id, copy, source, deadLetters } = await died(6, 'intent', 'fifo');
    await copy();
    await run(id);
    expect(await show(id)).toMatchObject({
      totals: { selected: 6, moved: 6, failed: 0, left: 0 },
      mayBeDoubled: 0,
    });
    const copies = await drain(desk.sqs, source);
    expect(bodiesOf(copies)).toEqual(expected(6));
    const inGroup = copies
      .filter(({ Attributes }) => Attributes?.MessageGroupId === 'g0')
      .map(({ Body }) => Body);
    expect(inGroup).toEqual(['message 0', 'message 2', 'message 4']);
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  it('too long ago to be recognised: its group stays, the others go', async ({ expect }) => {
    const { id, first, ids, source } = await died(4, 'intent', 'fifo');
    const { clock } = desk.ctx;
    const ctx = { ...desk.ctx, clock: { ...clock, nowMs: () => clock.nowMs() + 241_000 } };
    await run(id, ctx);
    expect(await show(id)).toMatchObject({
      totals: { selected: 4, moved: 2, failed: 2, left: 0 },
      mayBeDoubled: 1,
    });
    expect(await codesOf(desk.ctx, id, 'failed')).toEqual([
      [first, 'send-unconfirmed'],
      [ids[2], 'behind-failed'],
    ]);
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(['message 1', 'message 3']);
  });

  it('after the send: the original is deleted', async ({ expect }) => {
    const { id, source } = await died(4, 'sent', 'fifo');
    await run(id);
    expect(await show(id)).toMatchObject({ totals: { selected: 4, moved: 4, left: 0 }, mayBeDoubled: 0 });
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(expected(4));
  });
});

describe.concurrent('a later job on the same source', () => {
  it('does not send what an earlier one may have sent, unless it is told to', async ({ expect }) => {
    const { id, first, source, deadLetters } = await died(2, 'intent');
    await run(id);
    const all = { source: deadLetters.name, selection: { all: true } } as const;
    const careful = await redrive(desk.ctx, all);
    expect(careful.totals).toEqual({ selected: 1, moved: 0, skipped: 0, failed: 1, left: 0 });
    const bold = await redrive(desk.ctx, { ...all, resendUnconfirmed: true });
    expect(bold).toMatchObject({ totals: { selected: 1, moved: 1, failed: 0 }, mayBeDoubled: 1 });
    expect(await codesOf(desk.ctx, bold.id, 'doubtful')).toEqual([[first, 'resent']]);
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(expected(2));
    // Its original is gone: nothing is left to be careful about.
    expect((await redrive(desk.ctx, all)).totals).toMatchObject({ selected: 0, failed: 0 });
  });

  it('deletes what an earlier one has certainly sent, and nothing that it was not asked for', async ({
    expect,
  }) => {
    const { id, first, ids, source, deadLetters } = await died(3, 'sent');
    await cancel(id);
    expect(await show(id)).toMatchObject({
      status: 'cancelled',
      totals: { moved: 1, left: 2 },
      mayBeDoubled: 1,
    });
    const other = await redrive(desk.ctx, {
      source: deadLetters.name,
      selection: { messageIds: [ids[1] ?? ''] },
    });
    expect(other.totals).toEqual({ selected: 1, moved: 1, skipped: 0, failed: 0, left: 0 });
    const rest = await redrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
    expect(rest.totals).toEqual({ selected: 2, moved: 1, skipped: 1, failed: 0, left: 0 });
    expect(await codesOf(desk.ctx, rest.id, 'skipped')).toEqual([[first, 'moved-earlier']]);
    expect(bodiesOf(await drain(desk.sqs, source))).toEqual(expected(3));
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 0, inFlight: 0 });
  });

  it('is not held up by a deletion that was broken off: a snapshot is no second message', async ({
    expect,
  }) => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 2);
    const request = { selection: { all: true }, reason: 'test' };
    const { id } = await startDelete({
      ctx: idleContext(desk.ctx),
      input: { queue: deadLetters.name, request, by: 'test' },
    });
    await leaveInLedger(desk.ctx, id, 'intent', messageIds);
    await cancel(id);
    const job = await redrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
    expect(job.totals).toMatchObject({ moved: 2, failed: 0 });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 2 });
  });
});

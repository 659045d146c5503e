import { describe, expect, it, vi } from 'vitest';
import { runJob } from '#lib/redrive/mover/run-job';
import { createFilledPair, deadLetterAll } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { sendMany, sendOne, sortedIds } from '#test/factories/message';
import { readDepth } from '#test/factories/queue';
import { createRedrive, idleContext, QUICK, redrive } from '#test/factories/redrives/run';
import { record } from '#test/factories/redrives/consumers';
import { codesOf, drain, listAll } from '#test/factories/redrives/world';
import { attemptError } from '#test/factories/attempts';
import { controlJob } from '../jobs/control-job.ts';
import { showJob } from '../jobs/show-job.ts';
import { startRedrive } from '../start-redrive.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

describe.concurrent('a redrive', () => {
  it('of all moves all, and accounts for each', async ({ expect }) => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 137);
    const job = await redrive(desk.ctx, {
      source: deadLetters.name,
      selection: { all: true },
      reason: ' fixed ',
    });
    expect(job).toMatchObject({
      status: 'completed',
      statusReason: null,
      totals: { selected: 137, moved: 137, skipped: 0, failed: 0, left: 0 },
      selectedIsExact: true,
      mayBeDoubled: 0,
      outcome: { pending: 137 },
      reason: 'fixed',
      createdBy: 'test',
    });
    const moved = await listAll(desk.ctx, job.id, 'moved');
    expect(moved.map(({ messageId }) => messageId).toSorted()).toEqual(messageIds.toSorted());
    const copies = await drain(desk.sqs, source);
    expect(new Set(moved.map(({ newMessageId }) => newMessageId))).toEqual(new Set(sortedIds(copies)));
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('of all leaves what arrives after it was made, and its own copies that die again', async ({
    expect,
  }) => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 5);
    const { id } = await createRedrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
    // SQS and the desk count in milliseconds.
    await expect
      .poll(() => desk.ctx.clock.nowMs())
      .toBeGreaterThan((await showJob({ ctx: desk.ctx, input: { id } })).createdAtMs);
    const later = await sendMany(desk.sqs, deadLetters.url, 2);
    await runJob({ ctx: desk.ctx, input: { jobId: id, options: QUICK } });
    await deadLetterAll(desk.sqs, source);
    const job = await showJob({ ctx: desk.ctx, input: { id } });
    expect(job.totals).toEqual({ selected: 5, moved: 5, skipped: 0, failed: 0, left: 0 });
    const left = await drain(desk.sqs, deadLetters);
    expect(left).toHaveLength(7);
    expect(sortedIds(left)).toEqual(expect.arrayContaining(later));
  });

  it('of ids moves those, says which are gone, and gives the others back', async ({ expect }) => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 60);
    const [first = '', second = ''] = messageIds;
    const gone = ['11111111-2222-4333-8444-555555555555', 'an id\nwith a line break'];
    const selection = { messageIds: [first, second, ...gone, first] };
    const job = await redrive(desk.ctx, { source: deadLetters.name, selection });
    expect(job).toMatchObject({
      status: 'completed',
      totals: { selected: 4, moved: 2, skipped: 2, failed: 0, left: 0 },
      selectedIds: 4,
      selection: { messageIds: [first, second, ...gone] },
    });
    expect(await codesOf(desk.ctx, job.id, 'skipped')).toEqual(gone.map((id) => [id, 'not-found']));
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 2 });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 58, inFlight: 0, delayed: 0 });
  });

  it('of ids in stages moves every one of them', async ({ expect }) => {
    const { deadLetters, messageIds } = await createFilledPair(desk.sqs, 4);
    // No consumer records anything: each stage waits for somebody to decide.
    const canary = { stages: [1, 2], maxFailureRatio: 1 };
    const { id } = await createRedrive(desk.ctx, {
      source: deadLetters.name,
      selection: { messageIds },
      canary,
    });
    const moved: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await runJob({ ctx: desk.ctx, input: { jobId: id, options: { ...QUICK, watchForMs: 0 } } });
      const job = await showJob({ ctx: desk.freshContext(), input: { id } });
      moved.push(job.totals.moved);
      if (job.status === 'paused') await resume(id);
    }
    expect(moved).toEqual([1, 3, 4]);
  });

  it('of a cause moves the messages whose latest attempt failed of it', async ({ expect }) => {
    const { source, deadLetters, messageIds } = await createFilledPair(desk.sqs, 30);
    const fingerprint = 'v1-fedcba9876543210';
    const wanted = messageIds.slice(0, 12);
    await record(desk.ctx, [
      ...wanted.map((messageId) => ({ messageId, error: attemptError({ fingerprint }) })),
      ...messageIds.slice(12, 20).map((messageId) => ({ messageId })),
    ]);
    const job = await redrive(desk.ctx, { source: deadLetters.name, selection: { fingerprint } });
    expect(job.totals).toEqual({ selected: 12, moved: 12, skipped: 0, failed: 0, left: 0 });
    const moved = await listAll(desk.ctx, job.id, 'moved');
    expect(moved.map(({ messageId }) => messageId).toSorted()).toEqual(wanted.toSorted());
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 12 });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 18, inFlight: 0, delayed: 0 });
  });

  it('of a query moves what matches it, over body and attributes', async ({ expect }) => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 6);
    const tenant = (StringValue: string) => ({ tenant: { DataType: 'String', StringValue } });
    const body = (amount: number) => JSON.stringify({ amount, note: 'card' });
    await sendOne(desk.sqs, source.url, { MessageBody: body(700), MessageAttributes: tenant('acme') });
    await sendOne(desk.sqs, source.url, { MessageBody: body(20), MessageAttributes: tenant('acme') });
    await sendOne(desk.sqs, source.url, { MessageBody: body(900), MessageAttributes: tenant('other') });
    await deadLetterAll(desk.sqs, source);
    const query = 'body.amount>100 attr.tenant=acme';
    const job = await redrive(desk.ctx, { source: deadLetters.name, selection: { query } });
    expect(job.totals).toEqual({ selected: 1, moved: 1, skipped: 0, failed: 0, left: 0 });
    expect((await drain(desk.sqs, source)).map(({ Body }) => Body)).toEqual([body(700)]);
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 8, inFlight: 0 });
  });

  it('of nothing completes with nothing', async ({ expect }) => {
    const { deadLetters } = await createFilledPair(desk.sqs, 0);
    const job = await redrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
    expect(job).toMatchObject({ status: 'completed', totals: { selected: 0, moved: 0, left: 0 } });
  });
});

describe('a redrive that makes no sense', () => {
  it.each([
    [{ selection: { query: 'body.amount> 100' } }, 'invalid-input'],
    [{ selection: { messageIds: ['a', 'b'] }, edit: { body: 'one body for two' } }, 'invalid-input'],
    [
      {
        selection: { all: true },
        edit: { setAttributes: { 'Redrive-Lineage': { DataType: 'String', StringValue: 'x' } } },
      },
      'invalid-input',
    ],
    [{ selection: { all: true }, canary: { stages: [], maxFailureRatio: 0 } }, 'invalid-input'],
    [{ source: 'gone', selection: { messageIds: ['a'] } }, 'queue-not-found'],
  ])('is refused before there is a job: %#', async (request, code) => {
    const { deadLetters } = await createFilledPair(desk.sqs, 1);
    const input = { request: { source: deadLetters.name, ...request }, by: 'test' };
    await expect(startRedrive({ ctx: desk.ctx, input })).rejects.toMatchObject({ code });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ visible: 1 });
  });

  it('never takes from a queue whose receives count, also not by ids', async () => {
    const { source } = await createFilledPair(desk.sqs, 0);
    const selection = { messageIds: [await sendOne(desk.sqs, source.url)] };
    const input = { request: { source: source.name, selection }, by: 'test' };
    await expect(startRedrive({ ctx: desk.ctx, input })).rejects.toMatchObject({
      code: 'receive-would-count',
    });
  });
});

async function resume(id: string): Promise<void> {
  await controlJob({ ctx: idleContext(desk.ctx), input: { id, control: 'resume' } });
}

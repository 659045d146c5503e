import { describe, expect, it, vi } from 'vitest';
import { createDeadLetterPair, createFilledPair } from '#test/factories/dead-letters';
import { openDesk } from '#test/factories/desk';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { readDepth } from '#test/factories/queue';
import { createRedrive, idleContext, QUICK, redrive } from '#test/factories/redrives/run';
import { controlJob, type JobControl } from '../jobs/control-job.ts';
import { findJob } from '../jobs/read-job.ts';
import { showJob } from '../jobs/show-job.ts';
import { runJob } from '../mover/run-job.ts';
import type { RunOptions } from '../mover/run.ts';
import type { RedriveJob, RedriveRequest } from '../types.ts';

vi.setConfig({ testTimeout: 30_000 });
const desk = openDesk({ stateTable: true });

const run = (jobId: string, options: Partial<RunOptions> = {}) =>
  runJob({ ctx: desk.ctx, input: { jobId, options: { ...QUICK, connections: 1, ...options } } });

const show = (id: string): Promise<RedriveJob> => showJob({ ctx: desk.freshContext(), input: { id } });

/** Without anybody running the job for it. */
const control = (id: string, what: JobControl) =>
  controlJob({ ctx: idleContext(desk.ctx), input: { id, control: what } });

/** A job that is moving, slowly. */
async function moving(count = 60, request: RedriveRequest = {}) {
  const pair = await createFilledPair(desk.sqs, count);
  const { id } = await createRedrive(desk.ctx, {
    source: pair.deadLetters.name,
    selection: { all: true },
    ratePerSecond: 20,
    ...request,
  });
  const running = run(id);
  await expect.poll(async () => (await show(id)).totals.moved, { timeout: 20_000 }).toBeGreaterThan(0);
  return { id, running, ...pair };
}

describe.concurrent('a job', () => {
  it('is paused in the middle, gives everything back, and is resumed to its end', async ({ expect }) => {
    const { id, running, source, deadLetters } = await moving();
    expect(await control(id, 'pause')).toMatchObject({ status: 'pausing' });
    expect(await running).toEqual({ again: false });
    const paused = await show(id);
    const { moved, left } = paused.totals;
    expect(paused).toMatchObject({ status: 'paused', endedAtMs: null, movedPerSecond: null });
    expect(moved + left).toBe(60);
    expect(left).toBeGreaterThan(0);
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: left, inFlight: 0, delayed: 0 });
    expect(await control(id, 'resume')).toMatchObject({ status: 'running' });
    await run(id, { connections: 4 });
    expect(await show(id)).toMatchObject({
      status: 'completed',
      totals: { selected: 60, moved: 60, left: 0 },
    });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 60 });
  });

  it('is cancelled in the middle: what moved stays moved, what is left is given back', async ({ expect }) => {
    const { id, running, source, deadLetters } = await moving();
    expect(await control(id, 'cancel')).toMatchObject({ status: 'cancelling' });
    await running;
    const { status, totals, endedAtMs } = await show(id);
    expect([status, endedAtMs === null]).toEqual(['cancelled', false]);
    expect(totals.left).toBeGreaterThan(0);
    expect(totals).toEqual({
      selected: 60,
      moved: 60 - totals.left,
      skipped: 0,
      failed: 0,
      left: totals.left,
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({
      visible: totals.left,
      inFlight: 0,
      delayed: 0,
    });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: totals.moved });
    expect(await control(id, 'cancel')).toMatchObject({ status: 'cancelled' });
    await expect(control(id, 'resume')).rejects.toMatchObject({ code: 'job-not-controllable' });
    const next = await redrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
    expect(next.totals).toMatchObject({ moved: totals.left });
  });

  it('hands over when its time is up, and the next run goes on', async ({ expect }) => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 40);
    const request = { source: deadLetters.name, selection: { all: true }, ratePerSecond: 100 } as const;
    const { id } = await createRedrive(desk.ctx, request);
    const ends = [await run(id, { untilMs: 0 })];
    expect(ends).toEqual([{ again: true, afterMs: 0 }]);
    expect(await show(id)).toMatchObject({ status: 'running', statusReason: null });
    expect(await readDepth(desk.sqs, deadLetters.url)).toMatchObject({ inFlight: 0 });
    expect(await run(id)).toEqual({ again: false });
    expect(await show(id)).toMatchObject({ status: 'completed', totals: { moved: 40, left: 0 } });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 40 });
  });

  it('is run by one at a time', async ({ expect }) => {
    const { source, deadLetters } = await createFilledPair(desk.sqs, 50);
    const { id } = await createRedrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
    await Promise.all([run(id), run(id), run(id)]);
    expect(await show(id)).toMatchObject({ status: 'completed', totals: { moved: 50 }, mayBeDoubled: 0 });
    expect(await findJob(desk.ctx, id)).toMatchObject({ run: 1 });
    expect(await readDepth(desk.sqs, source.url)).toMatchObject({ visible: 50 });
  });

  it('that nobody runs is paused and cancelled by the next run', async ({ expect }) => {
    const { deadLetters } = await createFilledPair(desk.sqs, 3);
    const { id } = await createRedrive(desk.ctx, { source: deadLetters.name, selection: { all: true } });
    await control(id, 'pause');
    await run(id);
    expect(await show(id)).toMatchObject({ status: 'paused', totals: { moved: 0, left: 3 } });
    await control(id, 'cancel');
    await run(id);
    expect(await show(id)).toMatchObject({ status: 'cancelled', totals: { moved: 0, left: 3 } });
  });

  it('can be cancelled when its queue is gone', async ({ expect }) => {
    const { deadLetters } = await createDeadLetterPair(desk.sqs);
    const { id } = await createRedrive(desk.ctx, {
      source: deadLetters.name,
      selection: { messageIds: ['a'] },
    });
    await desk.sqs.send(new DeleteQueueCommand({ QueueUrl: deadLetters.url }));
    await run(id);
    expect(await show(id)).toMatchObject({
      status: 'paused',
      statusReason: expect.stringContaining(`There is no queue "${deadLetters.name}"`),
    });
    await control(id, 'cancel');
    await run(id);
    expect(await show(id)).toMatchObject({ status: 'cancelled' });
  });

  it('whose target is missing says so, and goes on when it is there', async ({ expect }) => {
    const { deadLetters } = await createFilledPair(desk.sqs, 2);
    const { deadLetters: target } = await createDeadLetterPair(desk.sqs);
    await desk.sqs.send(new DeleteQueueCommand({ QueueUrl: target.url }));
    const { id } = await createRedrive(desk.ctx, {
      source: deadLetters.name,
      selection: { all: true },
      target: target.name,
    });
    await run(id);
    expect(await show(id)).toMatchObject({
      status: 'paused',
      statusReason: expect.stringContaining(target.name),
    });
    expect(await readDepth(desk.sqs, deadLetters.url)).toEqual({ visible: 2, inFlight: 0, delayed: 0 });
  });

  it('that does not exist cannot be controlled', async ({ expect }) => {
    for (const id of ['j000000000000000000000000', 'x', '']) {
      await expect(control(id, 'pause')).rejects.toMatchObject({ code: 'job-not-found' });
    }
    expect(await run('j000000000000000000000000')).toEqual({ again: false });
  });
});
